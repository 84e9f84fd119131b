#pragma once
#include <memory>

#include "catalog/loader.h"
#include "catalog/records.h"

/// Record kinds and code lists in the catalogue's TOML files:
///
///     [records.complaint]
///     name   = "投诉举报"
///     key    = "id"                     # or a list of fields
///     time   = "received_at"            # the event's date; absent: a register without one
///     max_rejects = "1%"                # an export with more unreadable rows is refused as a whole; default 1%
///     source = "《市场监督管理投诉举报处理暂行办法》"
///     [records.complaint.fields]
///     id          = { name = "登记编号", type = "text", required = true }
///     received_at = { name = "登记时间", alias = ["接收时间"], type = "datetime", required = true }
///     industry    = { name = "行业", type = "code", list = "国民经济行业" }
///     amount      = { name = "涉及金额", type = "decimal", digits = 2, unit = "元" }
///     closed      = { name = "是否办结", type = "yes-no" }
///     complainant = { name = "投诉人", type = "text", personal = true }      # never enters the store
///
///     [codes."国民经济行业"]
///     source = "GB/T 4754—2017"
///     levels = ["门类", "大类"]
///     items  = """
///     A 农、林、牧、渔业
///       01 农业
///     """
///     alias  = { "农业" = ["种植业"] }
///
/// Each line of `items` is a code and a name; two more spaces of indent put it under the line above. With `coded = false` a
/// line is a name only, and the name is the code. A list of one level needs no `levels`.
namespace zh::catalog {

RecordKind read_record_kind(Loader& in, const toml::table& table, const std::string& code, const Location& where);
CodeList read_code_list(Loader& in, const toml::table& table, const std::string& name, const Location& where);

/// How an indicator is counted from records:
///
///     [complaint.closed.records]
///     kind   = "complaint"
///     value  = "count"              # count (default), sum, distinct, mean, median, quantile, ratio
///     field  = "amount"             # of sum, distinct, mean, median, quantile
///     at     = "0.9"                # of quantile
///     where  = { channel = "全国12315平台", status = { not = ["不予受理"] }, industry = "F", amount = { min = "1000" } }
///     that   = { status = "已办结" }  # ratio: the share of those that also meet this
///     time   = "closed_at"          # date of the periods; default: the kind's
///     region = "region"             # default: all records are the project's region's
///     by     = { division = "division", sector = { field = "industry", level = "门类" }, firm = { field = "firm", top = 10 } }
///     cross  = [["division", "sector"]]
///     periods = ["year", "month"]   # default: year
///
/// Conditions: a word, a list of words (any of them; a code of a higher level stands for all under it), true or false, or a
/// table of `in`, `not` (lists), `min`, `max`, `below` (numbers, dates) and `filled` (true, false). All conditions must hold.
std::shared_ptr<const RecordMeasure> read_record_measure(Loader& in, const toml::table& table, const Location& where);
/// The conditions under `key`, as above.
std::vector<RecordFilter> read_record_filters(Loader& in, const toml::table& table, const char* key);

/// References of measures to kinds, fields and lists.
class Catalog;
void check_measures(const Catalog& catalog, Diagnostics& faults);

}  // namespace zh::catalog
