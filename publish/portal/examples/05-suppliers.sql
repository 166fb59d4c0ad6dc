-- zh: 合同金额最大的供应商，各占多少，其中单一来源多少
-- en: The suppliers with the largest contracts, their share, and how much was single-source
SELECT
  supplier_name,
  count(*) AS contracts,
  sum(amount) AS amount,
  round(100 * sum(amount) / sum(sum(amount)) OVER (), 2) AS percent_of_all,
  sum(amount) FILTER (method = '单一来源') AS single_source
FROM procurement_contracts
WHERE change_of IS NULL
GROUP BY supplier_name
ORDER BY amount DESC, supplier_name
LIMIT 50;
