-- zh: 项目资金：计划了多少、到位多少、还差多少
-- en: Project funding: planned, received and still missing
SELECT
  project_code,
  any_value(project_name) AS project_name,
  sum(amount) FILTER (stage = '计划') AS planned,
  sum(amount) FILTER (stage = '到位') AS received,
  planned - received AS missing
FROM projects_funding
GROUP BY project_code
ORDER BY missing DESC;
