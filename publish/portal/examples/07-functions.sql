-- zh: 预算 × 采购：采购合同按支出功能分类，与部门预算的同一科目对照
-- en: Budget × procurement: contracts by function, beside the departments' budgets for the same function
WITH planned AS (
  SELECT fiscal_year, func_code, any_value(func_name) AS func_name, sum(total) AS budget
  FROM budget_department_expenditure
  WHERE level = 3
  GROUP BY fiscal_year, func_code
),
bought AS (
  SELECT fiscal_year, func_code, count(*) AS contracts, sum(amount) AS contracted
  FROM procurement_contracts
  WHERE func_code IS NOT NULL AND change_of IS NULL
  GROUP BY fiscal_year, func_code
)
SELECT fiscal_year, func_code, func_name, budget, contracts, contracted
FROM planned
JOIN bought USING (fiscal_year, func_code)
ORDER BY contracted DESC;
