#pragma once
/// # How a chapter is written
///
/// A chapter is a Markdown file of report/, read in the order of the file names. Markdown means CommonMark with pipe tables,
/// plus what follows. Everything Chinese below has an ASCII name too, given after the slash.
///
/// ## Headings
///
///     # 经济发展基本状况        第一章 (numbers are generated: never write them)
///     ## 产业发展情况           一、
///     ### 装备制造产业          （一）
///     #### 基本情况             1.
///     ##### 抽查                （1）
///     # 前言 {.unnumbered}      no number, and its figures count as 图0-1 … (best none)
///
/// A level may not be skipped (error). A heading may hold {{ }}. Anchors are s1, s1-2, s1-2-1 …; unnumbered: s0, s0b, s0c.
///
/// ## Numbers
///
///     {{ expression }}                      printed with its unit: 3612亿元. Printed text has no space around it: write none
///     either
///     {{ expression | 同比 }}               with a wording
///     {{ expression | 累计 | 值(小数 = 1) }} several: all but the last transform the value, the last one words it
///
/// An expression is what src/expr/expr.h says: 主营业务收入, 主营业务收入[高新区], 主营业务收入[2022], 特种设备数量[类别 =
/// 电梯], 「市外/省外内资」, a / b, 累计(x) … 年份, 期末 and other words print as text and are no facts. An expression without
/// data in it ({{ 12 * 3 }}) is an error. A value that is missing prints （缺）and warns. An estimated value prints 约 before
/// the numeral: 约3190亿元. A bare numeral in the text is a warning (W381), except: years and dates (2023年, 2021—2023年,
/// 2024年5月, 2024-05-01), document numbers 〔2023〕22号, anything inside “”, 《》, 〔〕 or `code`, list numbers, 3A, H7N9,
/// GB/T 19001 and the like (digits that touch a letter, directly or over a slash), 第3次 and other ordinals; and what is
/// marked: `[37]{.literal}` or `\37`.
///
/// ### Wordings
///
///     值/value(小数 = n, 单位 = 万元)  the default: 3612亿元. 小数/decimals prints coarser; 单位/unit converts between 元,
///     万元, 亿元 … 数/number(小数 = n, 单位 = …)    the numeral alone: 3612 (the default in table cells) 中文数/chinese 三 (an
///     integer, below 10000) 约/about                         约 before it even if it is exact: 约200家 同比/growth of an
///     amount: 增长13.4%, 下降21.9%, 持平, 基本持平; of a rate, index or growth:
///                                      上升0.5个百分点, 下降…; of a loss: 减亏44%, 增亏…, 扭亏为盈, 由盈转亏. On a zero base
///                                      no rate
///     增速/grew                        of a value that is a growth already (an indicator of kind growth, 同比(x)): 增长4.2%,
///     下降2.7%, 持平 增减/change                      增加765台, 减少12台, 持平; of a rate 上升/下降…个百分点 累计/cumulative
///     9346亿元: the sum over the report's years (flows only) 占比/share(占 = y)               44.4%: of y; without it the
///     reported share, or of its total 列表/list(按 = 类别, 前 = n)      锅炉118台、压力容器1318台 (missing members are left
///     out); 按/by is a breakdown, 地区/region or 年/year 前/top(n, 按 = 类别)             the first n of that list by value,
///     ties included 最大/max(按 = 类别)              电梯（4384台）          最小/min alike; ties: A、B（均为12台）
///     位次/rank(按 = 地区)             居第二位; the first: 居首位
///     区间/range(按 = 年)              3190亿元至3612亿元: smallest and largest (by default over the years)
///     走势/trend                       over the report's years: 连续三年增长 needs a base year, so: 持续增长, 持续下降,
///     稳中有升, 稳中有降,
///                                      先升后降, 先降后升, 波动上升, 波动下降, 上下波动, 保持稳定
///     达标/target                      against the catalogue's target: 比96%的目标低24.70个百分点, 达到96%的目标,
///     超过96%的目标1.20个百分点 较/versus(other expression)      高2.4个百分点, 低…（rates), 多3亿元, 少…（amounts), 持平:
///     增长4.2%，比昆明市{{ x | 较(x[昆明市]) }}
///
/// Any other built-in function of the language may stand after | too; its value is printed as 值 does.
/// A wording that does not fit the expression is an error at its place. Words follow the change as printed.
///
/// ## References
///
/// `@fig-income` prints 图1-2, `@tbl-bio` prints 表1-1. Unknown ids are errors; a figure or table that nothing refers to is a
/// warning. Ids are fig-… and tbl-… of ASCII letters, digits, - and _, unique in the whole report.
///
/// ## Other blocks
///
///     ::: case 某公司生产不合格电线案     a case box 【案例】某公司…; ends with a line ":::". No headings inside.
///     注：…  /  资料来源：…              a paragraph that begins so is a note / a source line
///     落款：某某办公室\\                  a signature at the right, the mark left out; a backslash ends a line of it
///     2024年5月
///     > text                            a quotation
///     - item, 1. item                   lists
///     ---                               a page break
///     <!-- remark -->                   is dropped
///     | a | b |  pipe table             as it stands, cells may hold {{ }} (printed as 数); a paragraph directly after it
///                                       ": caption {#tbl-x}" gives it a number
///
/// ## Charts
///
///     ```chart {#fig-income}
///     caption = "2021—{{ 年 }}主营业务收入增长变化"      # required; may hold {{ }}
///     type    = "column-line"    # column (default), bar, line, column-line, stacked-column, stacked-bar, pie, doughnut
///     series  = [ { value = "主营业务收入" },                                   # name defaults to the indicator's
///                 { name = "增速", value = "同比(主营业务收入)", line = true, secondary = true } ]
///     value   = "主营业务收入"   # short for a single series
///     # what the categories are, one of (default: years, as many as the project's `years`):
///     years   = 3                                    # the last three up to the report's
///     periods = ["2021", "2022", "2023"]             # or "2023H1", "2023Q1", "2023-05"
///     by      = "类别"                               # the members of a breakdown (its code, its list's name or that name's
///     end) members = ["电梯", "锅炉"]                     # with by: only these, in this order by      = "地区" # with regions
///     = ["经开区", "高新区"] categories = ["工业", "商贸"]                  # any: then each series has values = ["expr",
///     "expr"] instead of value split   = "类别"           # besides years/periods: one series a member (of stacked charts);
///     members/regions as above period  = "2022"           # of by: evaluate for that period instead of the report's labels  =
///     ["value"]        # value, percent, name; [] for none. Default: value; pie and doughnut: name, percent axis = "亿元" #
///     title of the value axis; default: 单位：亿元. secondary_axis alike notes = ["2022年由2023年数和增速推算。"]         #
///     printed 注：…, may hold {{ }}
///     ```
///
/// A missing value is a gap with a generated note; an estimated one is named with its formula in a generated note.
/// Series on one axis must have one unit (error).
///
/// ## Tables
///
///     ```table {#tbl-equipment}
///     caption = "2021—2023年特种设备数量"  # required
///     rows    = "类别"            # what the rows are: a breakdown, "年"/"year", "地区"/"region" (with regions = […]) or
///     "指标"/"indicator" columns = "年"              # the same for the columns; years = n or periods = […] select the years,
///     members = […] the members value   = "特种设备数量"    # when neither side is 指标 indicators = ["主营业务收入", { name =
///     "增速", value = "同比(主营业务收入)" }]   # when one side is 指标 total   = "合计"            # a total row/column for
///     the breakdown side (the value without a member), with this label period  = "2022"            # when no side is 年 corner
///     = "设备类别"        # text of the top left cell unit    = "note"            # where units go: "note" (单位：台 above
///     right; default when all cells share one), "label" (in the
///                                 # labels, （台）; default when they differ), "cell" (in each cell), "none"
///     notes = ["…"]  landscape = true  widths = [2, 1, 1]  align = ["left", "center", "right"]
///     ```
///
/// Explicit form, for anything else:
///
///     ```table {#tbl-bio}
///     caption = "2023年生物医药及大健康产业企业情况"
///     header = [ ["所属领域", "业务范围", "企业数量（户）", "2023年", "2023年"],       # equal neighbours merge, across and
///     down;
///                ["所属领域", "业务范围", "企业数量（户）", "营业收入（亿元）", "增长率（%）"] ]  # "<" joins the cell left,
///                "^" the one above
///     rows = [ ["工业", "化学药品制造业", "{{ 企业数量[工业] }}", "{{ 营业收入[工业] }}", "{{ 同比(营业收入[工业]) }}"],
///              ["合计", "<", "{{ 企业数量 }}", "{{ 营业收入 }}", "－"] ]   # in rows only "<" and "^" merge; no equal-merge
///     totals = 1                  # the last n rows are total rows; default: those whose first cell is 合计, 总计 or 小计
///     ```
///
/// In cells {{ }} prints as 数 (no unit) unless it has a wording; a unit in the header, like （亿元）, must fit the values
/// below it (error otherwise): {{ x | 数(单位 = 万元) }} converts.
///
/// Register form, one row for each thing of a list (名录):
///
///     ```table {#tbl-marks}
///     caption  = "驰名商标"
///     register = "驰名商标"
///     columns  = [ "mark", { field = "holder", name = "商标权利人" } ]   # fields of the register; the name is the header
///     number   = "序号"           # adds a counting column
///     where    = { kind = "集体商标" }   # only rows whose field is this
///     merge    = ["holder"]       # equal neighbours below one another become one cell
///     ```
///
/// In every table a missing value prints … with a generated note 注：“…”表示数据缺失, what cannot exist －, what is withheld *.
///
/// ## Faults
///
/// All faults of all chapters are reported at once, each with line and caret: unknown or duplicate ids, keys, wordings, names,
/// unterminated {{ or :::, wrong TOML (with its line). See codes.h.
namespace zh::report {}
