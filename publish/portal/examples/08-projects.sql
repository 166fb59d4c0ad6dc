-- zh: 项目 × 采购 × 预算：重大项目的计划、到位资金、采购合同，和项目单位当年的项目支出预算
-- en: Projects × procurement × budget: plan, money received and contracts of each major project, beside the project budget of the department that reports it
WITH money AS (
  SELECT
    project_code,
    sum(amount) FILTER (stage = '计划') AS planned,
    sum(amount) FILTER (stage = '到位') AS received
  FROM projects_funding
  GROUP BY project_code
),
bought AS (
  SELECT project_code, count(*) AS contracts, sum(amount) AS contracted
  FROM procurement_contracts
  WHERE project_code IS NOT NULL AND change_of IS NULL
  GROUP BY project_code
),
budget AS (
  SELECT fiscal_year, entity_code, sum(project) AS project_budget
  FROM budget_department_expenditure
  WHERE level = 1
  GROUP BY fiscal_year, entity_code
)
SELECT
  p.fiscal_year,
  p.project_code,
  p.project_name,
  p.total_invest,
  money.planned,
  money.received,
  bought.contracts,
  bought.contracted,
  p.entity_name,
  budget.project_budget
FROM projects_major_projects AS p
JOIN bought USING (project_code)
LEFT JOIN money USING (project_code)
LEFT JOIN budget ON budget.fiscal_year = p.fiscal_year AND budget.entity_code = p.entity_code
QUALIFY p.fiscal_year = max(p.fiscal_year) OVER (PARTITION BY p.project_code)
ORDER BY contracted DESC;
