#pragma once

/// returns.toml: how the blocks of cells that departments send map to indicators. Blocks are found by the words that stand in
/// the sheet, never by cell addresses: rows and columns may be inserted, tables moved and sheets reordered without harm.
///
/// A block is one table of one sheet. Everything that says what a number is – indicator, region, period, member of a
/// breakdown – is either the same for the whole block, or stands in label columns (`rows`), or in the header (`columns`).
///
///     # categories down, years across, one measure
///     [[block]]
///     file    = "市场监管分局.xlsx"
///     sheet   = "特种设备"
///     measure = "equipment.count"                      # code, name or alias
///     rows    = { header = "设备类别", as = "type" }
///     columns = { as = "period" }
///     total   = "合计"
///     missing = { "－" = "M", "" = "O" }
///
///     # indicators down, years across
///     [[block]]
///     file    = "发展改革局.xlsx"
///     rows    = { header = "指标名称", as = "indicator" }
///     unit    = { header = "计量单位" }
///     columns = { as = "period" }
///
///     # years down, measures across
///     [[block]]
///     file    = "质量监督科.csv"
///     rows    = { header = "年度", as = "period" }
///     columns = { "抽查批次" = "sampling.batches", "不合格批次" = "sampling.failed" }
///
///     # a list of things with names
///     [[register]]
///     file    = "市场监管分局.xlsx"
///     sheet   = "驰名商标"
///     name    = "驰名商标"
///     columns = { "商标权利人名称" = "holder", "商标名称" = "mark" }
///
/// Where the block is
///     file        name in returns/, a pattern ("统计中心-*.xlsx", with * and ?), or a list of either. Required.
///     sheet       name, pattern or list; absent: every visible sheet, and exactly one must hold the table
///     near        words in a cell above the header, to tell tables of one sheet apart ("表2 进出口总额"); `title` is the same
///     header_rows number of header lines; absent: the height of the merged cell that holds the row header, else 1
///
/// Rows and columns
///     rows        { header = "设备类别", as = … }, or a list of such tables when several columns label a row. A label that
///                 is merged over several rows counts for all of them. `as` is one of
///                   "period"     2023, 2023年, 2023年上半年, 2023年5月 …
///                   "indicator"  code, name or alias of the catalogue; "其中：", numbering and a unit in brackets may stand
///                   around it "region"     code, name or short name as zhiheng.toml declares it a breakdown  its code in the
///                   catalogue (`by = { type = … }`) or the name of its list
///     columns     { as = … }: every column right of the labels whose header can be read so; with `under = "营业收入"` only
///                 those that have this text in another line of a header of several lines. Columns that cannot be read so are
///                 left out and named in a note, unless `ignore` lists them.
///                 Or { "header text" = "indicator", … }, or in place of the indicator a table of what holds for this column:
///                   "其中：电梯" = { members = { type = "电梯" } }
///                   "2022年/金额" = { measure = "trade.total", period = 2022, unit = "亿美元" }
///                 A header of several lines is the lines' texts joined, with or without "/"; its unit in brackets may be left
///                 out. A line break in a cell counts for nothing. A list of the lines is written "2023年/金额".
///
/// What holds for the whole block
///     measure     indicator, when neither rows nor columns say it
///     period      2023, "2023Q1" …; absent: the report's year
///     region      code or name; absent: the project's own
///     members     { type = "电梯" }
///     unit        "万元", or { header = "计量单位" }. Absent: a unit in brackets in the row's or the column's header, else
///                 "单位：万元" above the table, else the catalogue's (a note says so)
///     vintage     "2022年公布": figures published earlier; the latest, without vintage, are kept beside them
///     status      "A" normal, "E" estimated, "P" provisional: of all values of the block
///     note        a remark that is to be shown with every value
///
/// Cells
///     total       label of the total row or column; absent: the total member of the breakdown's list (合计). Totals are stored
///                 as the value without that breakdown, and checked against their parts.
///     ignore      row labels and column headers that are no data: ["填表说明", "审核人*"]
///     missing     what stands for a missing value: "M" cannot exist, "O" missing, "L" not collected, "Q" suppressed.
///                 A blank is "O" unless said otherwise; any other text where a number belongs is an error.
///     estimated   marks behind or before a number that make it an estimate: ["*", "（估）"]
///     bounds      words before or behind a number that say on which side the exact figure lies: ["近", "余", "超过"]; they are
///                 printed with it
///     provisional marks of provisional figures: ["(初步)"]
///     prefer      true: where two returns differ, this block is right
///
/// The table ends at the end of the sheet, at a row that repeats the header, at a remark (注：, 说明：, 填表人 …), or at a
/// blank row that is not followed by another row of the table.
///
/// Registers: file, sheet, near, header_rows, ignore as above; `name`; `columns` = { "header text" = "field" }, in the order in
/// which fields are listed by name; a row counts if any of its fields is filled. Several registers of one name are joined.
///
/// The structures that hold it are in ingest/block.h.
namespace zh::ingest {}
