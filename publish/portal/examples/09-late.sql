-- zh: 合同签订后多少天公告？最迟的排在前面
-- en: How many days after signing was a contract published? Latest first
SELECT
  published_on - signed_on AS days,
  contract_no,
  contract_name,
  buyer_name,
  supplier_name,
  amount,
  signed_on,
  published_on
FROM procurement_contracts
WHERE published_on IS NOT NULL AND signed_on IS NOT NULL
ORDER BY days DESC, contract_no
LIMIT 100;
