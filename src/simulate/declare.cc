#include "simulate/declare.h"

#include <algorithm>
#include <sstream>

#include "catalog/record_load.h"
#include "simulate/codes.h"
#include "simulate/from_indicator.h"

namespace zh::simulate {
namespace {

using catalog::Loader;

std::optional<std::int64_t> whole(const toml::node& node) {
  const auto value = node.value_exact<std::int64_t>();
  return value && *value >= 0 && *value < (std::int64_t{1} << 40) ? value : std::nullopt;
}

class Reader {
 public:
  Reader(Loader& in, const catalog::Catalog& catalog, const store::Store& observations, const std::string& region)
      : in_(in), source_{catalog, observations, region, in.faults}, catalog_(catalog) {}

  std::optional<Simulation> read(const toml::table& table) {
    Simulation s;
    s.at = in_.at(table.source());
    in_.check_keys(table, {"kind", "period", "name", "total", "margins", "margin", "sum", "draw"});
    const std::string kind = in_.text(table, "kind");
    if (kind.empty()) {
      missing(s.at, "kind", "kind = \"complaint\"");
      return std::nullopt;
    }
    s.kind = catalog_.record_kind(kind);
    if (!s.kind) {
      std::vector<std::string> known;
      for (const auto& [code, other] : catalog_.record_kinds()) known.push_back(code);
      in_.faults.add(kKind, {in_.at(table.get("kind")->source())}, {{"name", kind}}, nearest(kind, known));
      return std::nullopt;
    }
    if (!period(table, s)) return std::nullopt;
    s.name = in_.text(table, "name");
    if (s.name.empty()) s.name = s.period.str();
    if (const toml::node* node = table.get("total")) total(*node, s);
    if (const toml::node* node = table.get("margins")) indicators(*node, s);
    each(table, "margin", [&](const toml::table& t) { margin(t, s); });
    each(table, "sum", [&](const toml::table& t) { sum(t, s); });
    if (const toml::node* node = table.get("draw")) {
      if (const toml::table* draws = node->as_table())
        for (const auto& [field, how] : *draws) draw_cases(std::string(field.str()), how, in_.at(field.source()), s);
      else
        in_.wrong(*node, "draw", "{ field = \"…\" }");
    }
    return s;
  }

 private:
  void missing(const Location& where, const char* key, const char* example) {
    in_.faults.add(kKey, {where}, {{"key", key}, {"example", example}});
  }

  template <class Take>
  void each(const toml::table& table, const char* key, Take take) {
    const toml::node* node = table.get(key);
    if (!node) return;
    const toml::array* list = node->as_array();
    if (!list) in_.wrong(*node, key, std::string("[[simulate.") + key + "]]");
    for (std::size_t i = 0; list && i < list->size(); ++i)
      if (const toml::table* t = (*list)[i].as_table())
        take(*t);
      else
        in_.wrong((*list)[i], key, std::string("[[simulate.") + key + "]]");
  }

  bool period(const toml::table& table, Simulation& s) {
    const toml::node* node = table.get("period");
    if (!node) {
      missing(s.at, "period", "period = 2023");
      return false;
    }
    std::optional<Period> period;
    if (const auto year = node->value_exact<std::int64_t>()) period = Period::parse(std::to_string(*year));
    if (const auto text = node->value_exact<std::string>()) period = Period::parse(*text);
    if (period)
      s.period = *period;
    else
      in_.wrong(*node, "period", "2023, \"2023Q1\", \"2023-05\"");
    return period.has_value();
  }

  void total(const toml::node& node, Simulation& s) {
    s.total_at = in_.at(node.source());
    if (const auto number = whole(node)) {
      s.total = *number;
    } else if (const auto name = node.value_exact<std::string>()) {
      if (auto m = source_.margin(*name, s, s.total_at, true)) {
        s.total = m->total;
        s.total_name = m->name;
        s.total_at = m->at;
      }
    } else {
      in_.wrong(node, "total", ZH_N("a whole number, or an indicator's name"));
    }
  }

  void indicators(const toml::node& node, Simulation& s) {
    const toml::array* list = node.as_array();
    if (!list) return in_.wrong(node, "margins", ZH_N("a list of texts"));
    for (const toml::node& element : *list)
      if (const auto name = element.value_exact<std::string>())
        source_.add(*name, s, in_.at(element.source(), count_code_points(*name) + 2));
      else
        in_.wrong(element, "margins", ZH_N("text in quotes"));
  }

  bool known(const std::string& field, const Simulation& s, const Location& where) {
    const int index = s.kind->field(field);
    if (index >= 0 && s.kind->fields[static_cast<std::size_t>(index)].code == field &&
        !s.kind->fields[static_cast<std::size_t>(index)].personal)
      return true;
    std::vector<std::string> names;
    for (const catalog::Field& f : s.kind->fields)
      if (!f.personal) names.push_back(f.code);
    in_.faults.add(kField, {where}, {{"kind", s.kind->name}, {"field", field}}, nearest(field, names));
    return false;
  }

  std::vector<catalog::RecordFilter> filters(const toml::table& table, const Simulation& s) {
    std::vector<catalog::RecordFilter> all = catalog::read_record_filters(in_, table, "where");
    std::erase_if(all, [&](const catalog::RecordFilter& f) { return !known(f.field, s, f.where); });
    return all;
  }

  void margin(const toml::table& table, Simulation& s) {
    in_.check_keys(table, {"name", "where", "by", "counts", "total"});
    Margin m;
    m.at = in_.at(table.source());
    m.name = in_.text(table, "name");
    m.where = filters(table, s);
    if (const toml::node* by = table.get("by")) m.by = in_.texts(*by, "by");
    for (const std::string& field : m.by)
      if (!known(field, s, in_.at(table.get("by")->source()))) return;
    std::int64_t sum = 0;
    if (const toml::node* counts = table.get("counts")) {
      m.at = in_.at(counts->source());
      const toml::table* nested = counts->as_table();
      if (!nested || m.by.empty()) return in_.wrong(*counts, "counts", "{ \"…\" = 12, … }");
      parts(*nested, {}, m);
      for (const Margin::Part& part : m.parts) sum += part.count;
    } else if (!m.by.empty()) {
      return missing(m.at, "counts", "counts = { \"投诉\" = 12 }");
    }
    m.total = sum;
    if (const toml::node* node = table.get("total")) {
      if (const auto number = whole(*node))
        m.total = *number;
      else
        return in_.wrong(*node, "total", ZH_N("a whole number"));
    } else if (m.by.empty()) {
      return missing(m.at, "total", "total = 7477");
    }
    if (m.name.empty())
      for (const std::string& field : m.by)
        m.name += (m.name.empty() ? "" : " × ") + s.kind->fields[static_cast<std::size_t>(s.kind->field(field))].name;
    if (m.name.empty()) m.name = s.kind->name;
    if (sum > m.total)
      in_.faults.add(kParts, {m.at}, {{"name", m.name}, {"parts", std::to_string(sum)}, {"total", std::to_string(m.total)}});
    s.margins.push_back(std::move(m));
  }

  void parts(const toml::table& table, const std::vector<std::string>& above, Margin& m) {
    for (const auto& [value, node] : table) {
      std::vector<std::string> path = above;
      path.emplace_back(value.str());
      if (path.size() < m.by.size()) {
        if (const toml::table* nested = node.as_table())
          parts(*nested, path, m);
        else
          in_.wrong(node, path.back(), "{ \"…\" = 12, … }");
        continue;
      }
      const auto number = whole(node);
      if (!number) {
        in_.wrong(node, path.back(), ZH_N("a whole number"));
        continue;
      }
      Margin::Part part;
      part.count = *number;
      for (const std::string& word : path) {
        part.name += (part.name.empty() ? "" : " · ") + word;
        part.values.push_back({word});
      }
      m.parts.push_back(std::move(part));
    }
  }

  void sum(const toml::table& table, Simulation& s) {
    in_.check_keys(table, {"name", "field", "where", "total"});
    Sum sum;
    sum.at = in_.at(table.source());
    sum.field = in_.text(table, "field");
    sum.where = filters(table, s);
    sum.name = in_.text(table, "name");
    const std::string total = in_.text(table, "total");
    if (sum.field.empty()) return missing(sum.at, "field", "field = \"fine\"");
    if (total.empty()) return missing(sum.at, "total", "total = \"93.01万元\"");
    if (!known(sum.field, s, in_.at(table.get("field")->source()))) return;
    sum.at = in_.at(table.get("total")->source());
    const catalog::Field& field = s.kind->fields[static_cast<std::size_t>(s.kind->field(sum.field))];
    if (sum.name.empty()) sum.name = field.name;
    std::size_t digits = total.find_first_not_of("0123456789.");
    if (digits == std::string::npos) digits = total.size();
    const auto value = Decimal::parse(total.substr(0, digits));
    const auto unit = Unit::parse(total.substr(digits));
    if (!value || (digits < total.size() && !unit))
      return in_.faults.add(
          kSumValue, {sum.at},
          {{"name", sum.name}, {"value", total}, {"field", field.name}, {"digits", std::to_string(field.digits)}});
    source_.set_sum(sum, field, *value, digits < total.size() ? *unit : field.unit.value_or(Unit()), s);
  }

  void draw_cases(const std::string& field, const toml::node& node, const Location& where, Simulation& s) {
    if (!known(field, s, where)) return;
    const toml::array* list = node.as_array();
    if (list && !list->empty() && (*list)[0].is_table()) {
      for (const toml::node& element : *list) draw(field, element, where, s);
      return;
    }
    draw(field, node, where, s);
  }

  void draw(const std::string& field, const toml::node& node, const Location& where, Simulation& s) {
    Draw d;
    d.field = field;
    d.at = where;
    const toml::table* table = node.as_table();
    if (const auto text = node.value_exact<std::string>()) {
      if (text->find('{') != std::string::npos)
        d.pattern = *text;
      else
        d.values.emplace_back(*text, 1);
    } else if (node.is_array()) {
      for (const std::string& word : in_.texts(node, field)) d.values.emplace_back(word, 1);
    } else if (table && is_how(*table)) {
      how(*table, field, d, s);
    } else if (table) {
      weights(*table, d);
    } else {
      return in_.wrong(node, field, ZH_N("text in quotes"));
    }
    s.draws.push_back(std::move(d));
  }

  static bool is_how(const toml::table& table) {
    for (const char* key : {"where", "pattern", "many", "after", "days", "min", "max", "values"})
      if (table.contains(key)) return true;
    return false;
  }

  void weights(const toml::table& table, Draw& d) {
    for (const auto& [value, weight] : table) {
      const auto number = whole(weight);
      if (number && *number <= 1'000'000)
        d.values.emplace_back(std::string(value.str()), *number);
      else
        in_.wrong(weight, std::string(value.str()), ZH_N("a whole number from 0 to 1000000"));
    }
  }

  void how(const toml::table& table, const std::string& field, Draw& d, Simulation& s) {
    in_.check_keys(table, {"where", "pattern", "many", "after", "days", "min", "max", "values"});
    d.where = filters(table, s);
    d.pattern = in_.text(table, "pattern");
    d.after = in_.text(table, "after");
    if (!d.after.empty() && !known(d.after, s, in_.at(table.get("after")->source()))) d.after.clear();
    d.min = in_.text(table, "min");
    d.max = in_.text(table, "max");
    if (d.min.empty() != d.max.empty())
      missing(in_.at(table.source()), d.min.empty() ? "min" : "max", "{ min = \"10\", max = \"5000\" }");
    for (const char* key : {"many", "days"})
      if (const toml::node* node = table.get(key)) {
        const auto number = whole(*node);
        if (!number || *number == 0 || (key[0] == 'd' && *number > 36500))
          in_.wrong(*node, key, ZH_N("a whole number"));
        else if (key[0] == 'd')
          d.days = static_cast<int>(*number);
        else
          d.many = *number;
      }
    if (const toml::node* node = table.get("values")) {
      if (const toml::table* weighted = node->as_table())
        weights(*weighted, d);
      else
        for (const std::string& word : in_.texts(*node, field)) d.values.emplace_back(word, 1);
    }
  }

  Loader& in_;
  FromIndicator source_;
  const catalog::Catalog& catalog_;
};

}  // namespace

std::vector<Simulation> read_simulations(const std::string& toml, const catalog::Catalog& catalog,
                                         const store::Store& observations, const std::string& region, Diagnostics& faults) {
  std::vector<Simulation> all;
  const std::string file = kFile;
  Loader in{file, split_lines(toml), faults};
  toml::table root;
  try {
    root = toml::parse(toml, file);
  } catch (const toml::parse_error& error) {
    faults.add(catalog::kTomlSyntax, {in.at(error.source())}, {{"why", std::string(error.description())}});
    return all;
  }
  in.check_keys(root, {"simulate"});
  Reader reader(in, catalog, observations, region);
  const toml::node* node = root.get("simulate");
  const toml::array* list = node ? node->as_array() : nullptr;
  if (!list) {
    faults.add(kKey, {{.file = file, .line = 1}}, {{"key", "[[simulate]]"}, {"example", "[[simulate]]"}});
    return all;
  }
  for (const toml::node& element : *list)
    if (const toml::table* table = element.as_table())
      if (auto s = reader.read(*table)) all.push_back(std::move(*s));
  return all;
}

}  // namespace zh::simulate
