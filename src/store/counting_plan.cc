#include "store/counting_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "store/engine.h"

namespace zh::store {
namespace {

using Value = catalog::RecordMeasure::Value;

constexpr std::size_t kSmall = 4096;  // groups of a pass that others may join

Dimension make_dimension(const catalog::RecordMeasure::By& by, const catalog::Indicator& indicator,
                         const catalog::Catalog& catalog, const RecordSql& sql) {
  Dimension d;
  d.breakdown = by.breakdown;
  d.field = by.field;
  d.top = by.top;
  d.list = sql.list(by.field);
  if (d.list && !by.level.empty()) d.level = d.list->level_named(by.level);
  if (const auto name = indicator.by.find(by.breakdown); name != indicator.by.end()) d.members = catalog.list(name->second);
  return d;
}

/// The total, each breakdown alone, and those that are wanted together.
std::vector<std::vector<int>> make_sets(const Measure& m) {
  std::vector<std::vector<int>> sets = {{}};
  for (std::size_t i = 0; i < m.dimensions.size(); ++i) sets.push_back({static_cast<int>(i)});
  for (const std::vector<std::string>& together : m.spec->cross) {
    std::vector<int> set;
    for (std::size_t i = 0; i < m.dimensions.size(); ++i)
      if (std::find(together.begin(), together.end(), m.dimensions[i].breakdown) != together.end())
        set.push_back(static_cast<int>(i));
    if (set.size() > 1) sets.push_back(set);
  }
  return sets;
}

std::vector<std::string> fields_of(const Measure& m, const std::vector<int>& set) {
  std::vector<std::string> fields;
  for (const int d : set) fields.push_back(m.dimensions[static_cast<std::size_t>(d)].field);
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

/// Groups at most; many for free text.
std::size_t groups(const std::vector<std::string>& fields, const RecordSql& sql) {
  std::size_t product = 1;
  for (const std::string& field : fields) {
    const catalog::CodeList* list = sql.list(field);
    const bool yes_no = sql.field(field).type == catalog::Field::Type::yes_no;
    product *= list ? list->items.size() + 1 : yes_no ? 3 : 1'000'000;
    if (product > 1'000'000) return 1'000'000;
  }
  return product;
}

std::vector<std::string> joined(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

/// The pass that gives this set: one that has its fields and is small, one that stays small with them, or a new one. A total
/// joins the smallest there is.
Pass& pass_for(std::vector<Pass>& passes, const Measure& m, const std::vector<std::string>& fields, const RecordSql& sql) {
  const std::string value = m.spec->value == Value::median || m.spec->value == Value::quantile ? m.spec->field : "";
  Pass* best = nullptr;
  std::size_t least = 0;
  for (Pass& pass : passes) {
    if (pass.time != m.time || pass.region != m.region || pass.value != value) continue;
    const std::vector<std::string> with = joined(pass.fields, fields);
    const std::size_t size = groups(with, sql);
    if (size > kSmall && pass.fields != fields && !(fields.empty() && value.empty())) continue;
    if (!best || size < least) best = &pass, least = size;
  }
  if (!best) {
    passes.push_back({.time = m.time, .region = m.region, .fields = fields, .value = value});
    best = &passes.back();
  }
  best->fields = joined(best->fields, fields);
  best->months = best->months || m.months;
  return *best;
}

}  // namespace

std::optional<std::string> member_of(const Dimension& d, const std::string& text) {
  std::vector<std::string> names = {text};
  if (d.list) {
    int item = d.list->find(text);
    if (item >= 0 && d.level >= 0) item = d.list->at_level(item, d.level);
    if (item < 0) return std::nullopt;
    const catalog::CodeList::Item& found = d.list->items[static_cast<std::size_t>(item)];
    names = {found.name, found.code};
  }
  if (d.members)
    for (const std::string& name : names)
      if (const std::string known = d.members->member(fold_label(name)); !known.empty()) return known;
  return names[0];
}

std::vector<Measure> make_measures(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const RecordSql& sql) {
  std::vector<Measure> measures;
  for (const catalog::Indicator& indicator : catalog.indicators()) {
    if (!indicator.records || indicator.records->kind != kind.code) continue;
    Measure m;
    m.indicator = &indicator;
    m.spec = indicator.records.get();
    for (const catalog::RecordMeasure::By& by : m.spec->by) m.dimensions.push_back(make_dimension(by, indicator, catalog, sql));
    m.sets = make_sets(m);
    m.where = sql.where(m.spec->where);
    m.that = sql.where(m.spec->that);
    m.time = m.spec->time;
    if (m.time.empty() && kind.time >= 0) m.time = kind.fields[static_cast<std::size_t>(kind.time)].code;
    m.region = m.spec->region;
    m.months = std::any_of(m.spec->periods.begin(), m.spec->periods.end(), [](const auto& p) { return p != "year"; });
    m.shift = -indicator.unit.scale;
    if (!m.spec->field.empty()) {
      const catalog::Field& field = sql.field(m.spec->field);
      m.digits = field.digits;
      if (field.unit && m.spec->value != Value::distinct) m.shift += field.unit->scale;
    }
    measures.push_back(std::move(m));
  }
  return measures;
}

std::vector<Pass> make_passes(const std::vector<Measure>& measures, const RecordSql& sql) {
  struct Wanted {
    const Measure* measure;
    int set;
    std::vector<std::string> fields;
  };
  std::vector<Wanted> all;
  for (const Measure& m : measures)
    if (m.spec->value != Value::distinct)
      for (std::size_t s = 0; s < m.sets.size(); ++s) all.push_back({&m, static_cast<int>(s), fields_of(m, m.sets[s])});
  // The finest first, so that totals find a pass to join.
  std::stable_sort(all.begin(), all.end(), [](const Wanted& a, const Wanted& b) { return a.fields.size() > b.fields.size(); });
  std::vector<Pass> passes;
  for (const Wanted& wanted : all) {
    Pass::Use use;
    use.measure = wanted.measure;
    use.set = wanted.set;
    pass_for(passes, *wanted.measure, wanted.fields, sql).uses.push_back(use);
  }
  return passes;
}

void write_sql(Pass& pass, const RecordSql& sql) {
  const Dialect& dialect = sql.dialect();
  std::vector<std::string> groups, columns;
  const auto group = [&](const std::string& expression, const std::string& alias) {
    columns.push_back(expression + " AS " + alias);
    groups.push_back(alias);
  };
  if (!pass.time.empty()) group(sql.year(pass.time), "y");
  if (!pass.time.empty() && pass.months) group(sql.month(pass.time), "m");
  if (!pass.region.empty()) group(sql_name(pass.region), "r");
  pass.first_field = static_cast<int>(columns.size());
  for (std::size_t i = 0; i < pass.fields.size(); ++i) group(sql_name(pass.fields[i]), "d" + std::to_string(i));
  std::string where = pass.time.empty() ? "" : sql_name(pass.time) + " IS NOT NULL";
  if (!pass.value.empty()) {
    pass.value_column = static_cast<int>(columns.size());
    group(sql_name(pass.value), "v");
    where = both(where, sql_name(pass.value) + " IS NOT NULL");
  }
  // A condition that all share is put before the groups.
  std::string common = pass.uses[0].measure->where;
  for (const Pass::Use& use : pass.uses)
    if (use.measure->where != common) common.clear();
  where = both(where, common);
  std::map<std::string, int> known;
  const auto column = [&](const std::string& expression) {
    const auto [entry, fresh] = known.emplace(expression, static_cast<int>(columns.size()));
    if (fresh) columns.push_back(expression + " AS c" + std::to_string(known.size() - 1));
    return entry->second;
  };
  for (Pass::Use& use : pass.uses) {
    const Measure& m = *use.measure;
    const std::string condition = m.where == common ? "" : m.where;
    const std::string value = m.spec->field.empty() ? "" : sql_name(m.spec->field);
    if (m.spec->value == Value::sum || m.spec->value == Value::mean) {
      use.first = column(dialect.sum_if(value, condition));
      use.rows = column(dialect.count_if(both(condition, value + " IS NOT NULL")));
    } else {
      use.rows = column(dialect.count_if(condition));
      if (m.spec->value == Value::ratio) use.first = column(dialect.count_if(both(condition, m.that)));
    }
  }
  const auto list = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  };
  pass.sql = fmt::format("SELECT {} FROM {}{}{}", list(columns), sql_name(sql.kind().code),
                         where.empty() ? "" : " WHERE " + where, groups.empty() ? "" : " GROUP BY " + list(groups));
}

std::string distinct_sql(const Measure& m, const std::vector<int>& set, const std::string& length, const std::string& region,
                         const RecordSql& sql) {
  const std::string time = sql_name(m.time), value = sql_name(m.spec->field);
  const std::string month = m.time.empty() ? "" : sql.month(m.time);
  std::string part = "0";
  if (length == "half") part = "CASE WHEN " + month + " <= 6 THEN 1 ELSE 2 END";
  if (length == "quarter")
    part = fmt::format("CASE WHEN {0} <= 3 THEN 1 WHEN {0} <= 6 THEN 2 WHEN {0} <= 9 THEN 3 ELSE 4 END", month);
  if (length == "month") part = month;
  std::string columns = m.time.empty() ? "0 AS y, 0 AS p" : fmt::format("{} AS y, {} AS p", sql.year(m.time), part);
  std::string groups = "y, p", where = both(m.time.empty() ? "" : time + " IS NOT NULL", both(m.where, region));
  for (std::size_t i = 0; i < set.size(); ++i) {
    const Dimension& d = m.dimensions[static_cast<std::size_t>(set[i])];
    std::string member = sql_name(d.field);
    if (d.list && d.level >= 0) {
      std::string cases;
      for (std::size_t item = 0; item < d.list->items.size(); ++item)
        if (d.list->items[item].level == d.level)
          cases +=
              " WHEN " + sql.under(d.field, static_cast<int>(item)) + " THEN " + sql.dialect().quoted(d.list->items[item].code);
      member = "CASE" + cases + " END";
    }
    columns += fmt::format(", {} AS d{}", member, i);
    groups += fmt::format(", d{}", i);
  }
  return fmt::format("SELECT {}, count(DISTINCT {}) AS n, count(*) AS c FROM {}{} GROUP BY {}", columns, value,
                     sql_name(sql.kind().code), where.empty() ? "" : " WHERE " + where, groups);
}

}  // namespace zh::store
