#include "catalog/catalog.h"
#include "catalog/record_load.h"

namespace zh::catalog {
namespace {

/// A value of a condition: a text, a number, a date, true or false.
std::string word_of(Loader& in, const toml::node& node, const std::string& key) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto yes = node.value_exact<bool>()) return *yes ? "1" : "0";
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto date = node.value_exact<toml::date>()) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(date->year) + "-" + two(date->month) + "-" + two(date->day);
  }
  in.wrong(node, key, ZH_N("text in quotes"));
  return {};
}

std::vector<std::string> words_of(Loader& in, const toml::node& node, const std::string& key) {
  const toml::array* list = node.as_array();
  if (!list) return {word_of(in, node, key)};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < list->size(); ++i) words.push_back(word_of(in, (*list)[i], key));
  return words;
}

RecordFilter read_filter(Loader& in, const std::string& field, const toml::node& node, const Location& where) {
  RecordFilter filter;
  filter.field = field;
  filter.where = where;
  const toml::table* table = node.as_table();
  if (!table) {
    filter.any = words_of(in, node, field);
    return filter;
  }
  in.check_keys(*table, {"in", "not", "min", "max", "below", "filled"});
  if (const toml::node* list = table->get("in")) filter.any = words_of(in, *list, "in");
  if (const toml::node* list = table->get("not")) {
    filter.any = words_of(in, *list, "not");
    filter.negated = true;
  }
  if (const toml::node* bound = table->get("min")) filter.min = word_of(in, *bound, "min");
  if (const toml::node* bound = table->get("max")) filter.max = word_of(in, *bound, "max");
  if (const toml::node* bound = table->get("below")) filter.below = word_of(in, *bound, "below");
  if (const toml::node* filled = table->get("filled")) {
    filter.filled = filled->value_exact<bool>();
    if (!filter.filled) in.wrong(*filled, "filled", ZH_N("true or false"));
  }
  return filter;
}

std::vector<RecordFilter> read_filters(Loader& in, const toml::table& table, const char* key) {
  std::vector<RecordFilter> filters;
  const toml::node* node = table.get(key);
  if (!node) return filters;
  const toml::table* conditions = node->as_table();
  if (!conditions) in.wrong(*node, key, "{ field = \"…\" }");
  if (conditions)
    for (const auto& [field, condition] : *conditions)
      filters.push_back(read_filter(in, std::string(field.str()), condition, in.at(field.source())));
  return filters;
}

RecordMeasure::By read_by(Loader& in, const std::string& breakdown, const toml::node& node) {
  RecordMeasure::By by;
  by.breakdown = breakdown;
  if (const toml::table* table = node.as_table()) {
    in.check_keys(*table, {"field", "level", "top"});
    by.field = in.text(*table, "field");
    by.level = in.text(*table, "level");
    if (const toml::node* top = table->get("top")) {
      const auto value = top->value_exact<std::int64_t>();
      if (value && *value >= 1 && *value <= 10000)
        by.top = static_cast<int>(*value);
      else
        in.wrong(*top, "top", ZH_N("a whole number from 1 to 10000"));
    }
  } else {
    by.field = word_of(in, node, breakdown);
  }
  return by;
}

}  // namespace

std::vector<RecordFilter> read_record_filters(Loader& in, const toml::table& table, const char* key) {
  return read_filters(in, table, key);
}

std::shared_ptr<const RecordMeasure> read_record_measure(Loader& in, const toml::table& table, const Location& where) {
  using Value = RecordMeasure::Value;
  auto measure = std::make_shared<RecordMeasure>();
  measure->at_line = where;
  in.check_keys(table, {"kind", "value", "field", "at", "where", "that", "time", "region", "by", "cross", "periods"});
  measure->kind = in.text(table, "kind");
  in.choice<Value>(table, "value",
                   {{"count", Value::count},
                    {"sum", Value::sum},
                    {"distinct", Value::distinct},
                    {"mean", Value::mean},
                    {"median", Value::median},
                    {"quantile", Value::quantile},
                    {"ratio", Value::ratio}},
                   measure->value);
  measure->field = in.text(table, "field");
  measure->at = Decimal::of(5, 1);
  if (const std::string at = in.text(table, "at"); !at.empty()) {
    const auto value = Decimal::parse(at);
    if (value && !value->is_negative() && *value <= Decimal(1))
      measure->at = *value;
    else
      in.wrong(*table.get("at"), "at", ZH_N("a number from \"0\" to \"1\""));
  }
  measure->where = read_filters(in, table, "where");
  measure->that = read_filters(in, table, "that");
  measure->time = in.text(table, "time");
  measure->region = in.text(table, "region");
  if (const toml::node* node = table.get("by")) {
    if (const toml::table* by = node->as_table())
      for (const auto& [breakdown, field] : *by) measure->by.push_back(read_by(in, std::string(breakdown.str()), field));
    else
      in.wrong(*node, "by", "{ breakdown = \"field\" }");
  }
  if (const toml::node* node = table.get("cross")) {
    const toml::array* list = node->as_array();
    if (!list) in.wrong(*node, "cross", "[[\"a\", \"b\"]]");
    for (std::size_t i = 0; list && i < list->size(); ++i) measure->cross.push_back(in.texts((*list)[i], "cross"));
  }
  measure->periods = {"year"};
  if (const toml::node* node = table.get("periods")) {
    measure->periods = in.texts(*node, "periods");
    for (const std::string& period : measure->periods)
      if (period != "year" && period != "half" && period != "quarter" && period != "month")
        in.wrong(*node, "periods", "year, half, quarter, month");
  }
  return measure;
}

namespace {

/// Looks at a measure beside its kind: fields, types, units, words of lists.
class MeasureCheck {
 public:
  MeasureCheck(const Indicator& indicator, const Catalog& catalog, std::map<std::string, CodeList>& lists, Diagnostics& faults)
      : indicator_(indicator), measure_(*indicator.records), catalog_(catalog), lists_(lists), faults_(faults) {}

  void run() {
    const auto found = catalog_.record_kinds().find(measure_.kind);
    if (found == catalog_.record_kinds().end()) {
      std::vector<std::string> names;
      for (const auto& [code, kind] : catalog_.record_kinds()) names.push_back(code);
      fault(kMeasureKind, measure_.at_line, {{"kind", measure_.kind}}, nearest(measure_.kind, names));
      return;
    }
    kind_ = &found->second;
    value();
    for (const auto* filters : {&measure_.where, &measure_.that})
      for (const RecordFilter& filter : *filters) condition(filter);
    if (!measure_.time.empty())
      if (const Field* f = field(measure_.time, measure_.at_line); f && !is_date(*f)) misfit(*f, measure_.at_line);
    if (!measure_.region.empty())
      if (const Field* f = field(measure_.region, measure_.at_line); f && f->type != Field::Type::code)
        misfit(*f, measure_.at_line);
    breakdowns();
  }

 private:
  using Value = RecordMeasure::Value;
  static bool is_date(const Field& f) { return f.type == Field::Type::date || f.type == Field::Type::datetime; }

  void fault(const DiagnosticKind& kind, const Location& where, Diagnostics::Args args, std::string suggestion = {}) {
    args.emplace_back("indicator", indicator_.name);
    faults_.add(kind, {where}, std::move(args), std::move(suggestion));
  }
  void misfit(const Field& f, const Location& where) { fault(kMeasureField, where, {{"field", f.name}}); }

  const Field* field(const std::string& code, const Location& where) {
    std::vector<std::string> names;
    for (const Field& f : kind_->fields) {
      if (f.code == code && !f.personal) return &f;
      if (!f.personal) names.push_back(f.code);
    }
    fault(kMeasureNoField, where, {{"kind", kind_->name}, {"field", code}}, nearest(code, names));
    return nullptr;
  }

  void value() {
    const Location& where = measure_.at_line;
    const Unit& unit = indicator_.unit;
    const bool counts = measure_.value == Value::count || measure_.value == Value::ratio;
    if (measure_.value == Value::ratio && unit.kind != Unit::Kind::ratio) fault(kMeasureUnit, where, {{"unit", unit.str()}});
    if (measure_.value == Value::ratio && measure_.that.empty()) fault(kMeasureKey, where, {{"key", "that"}});
    if (counts) return;
    if (measure_.field.empty()) return fault(kMeasureKey, where, {{"key", "field"}});
    const Field* f = field(measure_.field, where);
    if (!f || measure_.value == Value::distinct) return;
    if (f->type != Field::Type::decimal) return misfit(*f, where);
    if (f->unit && !f->unit->comparable(unit)) fault(kMeasureUnit, where, {{"unit", unit.str()}});
  }

  void condition(const RecordFilter& filter) {
    const Field* f = field(filter.field, filter.where);
    if (!f) return;
    const bool bounds = !filter.min.empty() || !filter.max.empty() || !filter.below.empty();
    if (bounds && f->type != Field::Type::decimal && !is_date(*f)) return misfit(*f, filter.where);
    if (!filter.any.empty() && (f->type == Field::Type::decimal || is_date(*f))) return misfit(*f, filter.where);
    for (const std::string* bound : {&filter.min, &filter.max, &filter.below}) {
      if (bound->empty() || f->type != Field::Type::decimal) continue;
      if (!Decimal::parse(*bound)) fault(kMeasureWord, filter.where, {{"word", *bound}, {"field", f->name}});
    }
    if (f->type != Field::Type::code) return;
    const auto list = catalog_.code_lists().find(f->list);
    if (list == catalog_.code_lists().end()) return;
    auto [indexed, fresh] = lists_.emplace(f->list, list->second);
    if (fresh) indexed->second.index();
    for (const std::string& word : filter.any)
      if (indexed->second.find_folded(word) < 0) fault(kMeasureWord, filter.where, {{"word", word}, {"field", f->name}});
  }

  void breakdowns() {
    for (const RecordMeasure::By& by : measure_.by) {
      const Field* f = field(by.field, measure_.at_line);
      if (!indicator_.by.count(by.breakdown)) fault(kMeasureBreakdown, measure_.at_line, {{"name", by.breakdown}});
      if (!f) continue;
      if (f->type != Field::Type::code && f->type != Field::Type::text && f->type != Field::Type::yes_no)
        misfit(*f, measure_.at_line);
      const auto list = catalog_.code_lists().find(f->list);
      if (!by.level.empty() && (list == catalog_.code_lists().end() || list->second.level_named(by.level) < 0))
        fault(kMeasureWord, measure_.at_line, {{"word", by.level}, {"field", f->name}});
    }
    for (const std::vector<std::string>& together : measure_.cross)
      for (const std::string& name : together)
        if (std::none_of(measure_.by.begin(), measure_.by.end(), [&](const auto& by) { return by.breakdown == name; }))
          fault(kMeasureBreakdown, measure_.at_line, {{"name", name}});
  }

  const Indicator& indicator_;
  const RecordMeasure& measure_;
  const Catalog& catalog_;
  std::map<std::string, CodeList>& lists_;
  Diagnostics& faults_;
  const RecordKind* kind_ = nullptr;
};

}  // namespace

void check_measures(const Catalog& catalog, Diagnostics& faults) {
  std::map<std::string, CodeList> lists;
  for (const Indicator& indicator : catalog.indicators())
    if (indicator.records) MeasureCheck(indicator, catalog, lists, faults).run();
}

}  // namespace zh::catalog
