-- zh: 哪些表里有“供应商”？在目录表中查列名
-- en: Which tables know a supplier? Looking columns up in the tables about the tables
SELECT table_name, column_name, data_type, title_zh, title_en
FROM catalog_columns
WHERE title_zh LIKE '%供应商%'
ORDER BY table_name, position;
