-- zh: “三公”经费：每个部门各年的预算（行转列）
-- en: The three public expenses (official travel, vehicles, receptions) of each department, a column for each year
PIVOT (
  SELECT entity_name, item_name, fiscal_year, amount
  FROM budget_department_three_public
  WHERE stage = 'budget'
)
ON fiscal_year USING sum(amount)
ORDER BY entity_name, item_name;
