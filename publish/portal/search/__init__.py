"""Search over everything (全站搜索): small files of entries, `search/*.json`, and the page that asks them.

Finding is plain substring search in the browser (`static/search.js`): exact in Chinese by construction. Here belongs
what can be found; a room of the site adds its own pages with `publish.portal.search.entries.shard`.
"""
