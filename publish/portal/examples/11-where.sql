-- zh: 这个数从哪里来？每一行都写着来源文件、工作表和行号
-- en: Where does a number come from? Every row names its source file, sheet and row
SELECT entity_name, func_code, func_name, total, source_file, source_sheet, source_row
FROM budget_department_expenditure
ORDER BY fiscal_year DESC, total DESC, source_row
LIMIT 20;
