-- zh: 决算和预算差多少：各部门执行率
-- en: Final accounts against the budget, by department
SELECT
  fiscal_year,
  entity_name,
  sum(budget) AS budget,
  sum(adjusted) AS adjusted,
  sum(final) AS final,
  round(100 * sum(final) / nullif(sum(budget), 0), 2) AS percent_of_budget
FROM budget_budget_versus_final
WHERE statement = 'department' AND level = 1
GROUP BY fiscal_year, entity_name
ORDER BY fiscal_year DESC, percent_of_budget NULLS LAST;
