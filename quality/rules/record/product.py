"""金额等于所列各项的乘积（容许四舍五入差）。
An amount is the product of the factors on its row, rounding apart.

Source: LIM-004 利息 = 利率 × 金额 × 期限, LIM-014 补贴金额 = 面积（人口）× 标准, SUM-015 数量 × 单价 = 金额.
"""

from gongkai.contract.structure import Product
from quality.context import HALF_DIGIT, TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: Product, context: TableContext) -> RowRule:
    """One test where the amount and every factor are printed."""
    total, factors = column(check.total), [column(factor) for factor in check.factors]
    product = f"({' * '.join(f'{factor}::DOUBLE' for factor in factors)} * {check.scale})"
    allowed = f"({HALF_DIGIT} + 0.005 + {check.slack_pct / 100} * abs({product}))"
    fields = [context.contract.table.by_name[factor] for factor in check.factors]
    test = RowTest(
        check.total,
        applies=" AND ".join(f"{each} IS NOT NULL" for each in (total, *factors)),
        fails=f"abs({total} - {product}) > {allowed}",
        said={
            "stated": total,
            "product": f"{product}::DECIMAL(24,2)",
            "difference": f"({total} - {product})::DECIMAL(24,2)",
        },
        facts={
            "factors_zh": " × ".join(field.title for field in fields),
            "factors_en": " × ".join(field.title_en for field in fields),
        },
        rounded=f"abs({total} - {product}) >= 0.01 AND abs({total} - {product}) <= {allowed}",
    )
    return RowRule((test,))
