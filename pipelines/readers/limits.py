"""How much a reader is willing to unpack or hold. Every limit of the readers stands here and nowhere else."""

SAMPLE_BYTES = 256 * 1024
"""What is looked at of a text file to judge its encoding and delimiter."""

HEAD_RECORDS = 50
"""Records of a text file that are shown to whoever looks for its header."""

DIALECT_RECORDS = 200
"""Records of a text file that are tried to find its delimiter."""

CHUNK_BYTES = 1024 * 1024
"""What is read at a time of a file that may be of any size."""

MAX_LINE_CHARACTERS = 16 * 1024 * 1024
"""A longer line is no line of a table."""

BATCH_CHARACTERS = 16 * 1024 * 1024
"""Text held at a time while records are read one by one."""

MAX_MEMBERS = 10_000
"""Files inside one archive."""

MAX_MEMBER_BYTES = 2 * 1024**3
"""One file of an archive, unpacked: the content of an ods of 100 MB is larger than 1 GB."""

MAX_ARCHIVE_BYTES = 3 * 1024**3
"""All files of an archive, unpacked."""

MAX_RATIO = 300
"""Unpacked to packed size; sheets full of equal cells reach 100. Judged from RATIO_FROM_BYTES on."""

RATIO_FROM_BYTES = 64 * 1024 * 1024
"""Smaller members are harmless whatever their ratio."""

MAX_CELLS = 20_000_000
"""Cells in the rectangles that the filled cells of a workbook span; a reader holds about 32 bytes for each."""

MAX_XLS_BYTES = 256 * 1024 * 1024
"""An .xls is read into memory whole."""

MAX_COLUMNS = 16_384
"""Columns of a sheet; no spreadsheet program has more."""

MAX_MARKS = 1_000_000
"""Cells of a workbook that are held by their address: errors, formulas never calculated, indents, merged ranges."""

MAX_TEXT_BYTES = 2 * 1024**3
"""Texts of all cells of a file, each with some fifty bytes for being one; equal ones near each other count once."""

MAX_CELL_CHARACTERS = 4 * 1024 * 1024
"""Text of one cell; Excel allows 32,767 characters, some exports put a whole document into one."""

MAX_HTML_BYTES = 64 * 1024 * 1024
"""A web page, which is decoded as a whole."""

MAX_HTML_CELLS = 5_000_000
"""Cells of a web page, held until their table ends."""

MAX_HTML_DEPTH = 1000
"""Tables of a web page inside each other."""

MAX_JSON_BYTES = 64 * 1024 * 1024
"""A JSON document, which is parsed as a whole."""

MAX_ODS_MANIFEST_BYTES = 4 * 1024 * 1024
"""The list of the parts of an ods, where encryption is stated."""

TICK_ROWS = 1000
"""Rows between two reports of progress."""

TELLING_BYTES = 64 * 1024
"""Lines beyond ASCII that are read in every encoding in question."""

SMALL_TEXT = 8 * 1024 * 1024
"""A text file up to this size is read whole into one grid; a larger one goes to Parquet in bulk."""

SMALL_TEXT_LINES = 100_000
"""A text file of more lines goes to Parquet in bulk, too."""

MAX_FIELD_CHARACTERS = 131_072
"""A longer field of a text file is a fault of its line; no cell of a workbook holds more than 32,767 characters."""

MAX_TREE_BYTES = 32 * 1024 * 1024
"""A document that is held as a tree: a list of sheets, of styles, of relations."""

MAX_ITEM_BYTES = 64 * 1024 * 1024
"""One row of a sheet, or one text of a workbook, as it is written in XML."""

MAX_ENCRYPTED_BYTES = 128 * 1024 * 1024
"""A workbook that must be decrypted in memory."""

MAX_KEY_ROUNDS = 1_000_000
"""How often a password is hashed to make the key of a workbook; Excel does it 100,000 times."""
