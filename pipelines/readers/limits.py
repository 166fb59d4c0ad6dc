"""How much a reader is willing to unpack or hold. Every limit of the readers stands here and nowhere else."""

SAMPLE_BYTES = 256 * 1024
"""What is looked at of a text file to judge its encoding and delimiter."""

HEAD_RECORDS = 50
"""Records of a text file that are shown to whoever looks for its header."""

CHUNK_BYTES = 1024 * 1024
"""What is read at a time of a file that may be of any size."""

MAX_LINE_CHARACTERS = 16 * 1024 * 1024
"""A longer line is no line of a table."""

BATCH_CHARACTERS = 16 * 1024 * 1024
"""Text held at a time while records are read one by one."""

MAX_MEMBERS = 10_000
"""Files inside one archive."""

MAX_MEMBER_BYTES = 1024**3
"""One file of an archive, unpacked."""

MAX_ARCHIVE_BYTES = 2 * 1024**3
"""All files of an archive, unpacked."""

MAX_RATIO = 300
"""Unpacked to packed size; sheets full of equal cells reach 100. Judged from RATIO_FROM_BYTES on."""

RATIO_FROM_BYTES = 64 * 1024 * 1024
"""Smaller members are harmless whatever their ratio."""

MAX_CELLS = 20_000_000
"""Cells in the rectangles that the filled cells of a workbook span; a reader holds about 32 bytes for each."""

MAX_XLS_BYTES = 256 * 1024 * 1024
"""An .xls is read into memory whole."""
