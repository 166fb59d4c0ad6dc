-- zh: 预算 × 采购：各单位当年的项目支出预算，和当年签订的采购合同
-- en: Budget × procurement: each department's project budget of a year, beside the contracts it signed in that year
WITH planned AS (
  SELECT fiscal_year, entity_name, sum(project) AS project_budget
  FROM budget_department_expenditure
  WHERE level = 1
  GROUP BY fiscal_year, entity_name
),
bought AS (
  SELECT fiscal_year, buyer_name AS entity_name, count(*) AS contracts, sum(amount) AS contracted
  FROM procurement_contracts
  WHERE change_of IS NULL
  GROUP BY fiscal_year, buyer_name
)
SELECT
  fiscal_year,
  entity_name,
  project_budget,
  contracts,
  contracted
FROM planned
JOIN bought USING (fiscal_year, entity_name)
ORDER BY contracted DESC;
