"""A fictional city, 示例市: its settings, its organisations, and the nights of departmental exports made for it.

No real person, organisation or amount stands here. The house does not import this package; it is handed a home like
any other city's.
"""
