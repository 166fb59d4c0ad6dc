-- zh: 和上年预算相比，全市一般公共预算支出各科目增减多少？
-- en: How did each function of the general public budget change since last year's budget?
SELECT
  fiscal_year,
  func_code,
  func_name,
  amount,
  lag(amount) OVER years AS last_year,
  amount - lag(amount) OVER years AS change
FROM budget_government_expenditure
WHERE fund = 'general' AND scope = 'own' AND stage = 'budget' AND level = 1
WINDOW years AS (PARTITION BY func_code ORDER BY fiscal_year)
ORDER BY fiscal_year DESC, abs(change) DESC NULLS LAST;
