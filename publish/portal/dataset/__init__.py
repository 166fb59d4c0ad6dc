"""What the pages of one dataset say: its rows, columns and codes, its checks, its versions, where it comes from.

Here belongs what is told of a single dataset. Putting its pages together belongs to `publish.portal.dataset_page`, what
is said of many datasets to the modules of those pages.
"""
