-- zh: 哪些部门的预算最大，其中教育支出多少？
-- en: Which departments have the largest budgets, and how much of it is education?
SELECT
  entity_name,
  sum(total) AS budget,
  sum(total) FILTER (func_code = '205') AS education,
  sum(basic) AS basic,
  sum(project) AS project
FROM budget_department_expenditure
WHERE level = 1
  AND fiscal_year = (SELECT max(fiscal_year) FROM budget_department_expenditure)
GROUP BY entity_name
ORDER BY budget DESC;
