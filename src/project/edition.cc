#include "project/edition.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "project/codes.h"

namespace zh::project {

std::optional<Edition> parse_edition(std::string_view word) {
  if (word == "internal" || word == "内部版") return Edition::internal;
  if (word == "public" || word == "公开版") return Edition::open;
  return std::nullopt;
}

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// The other way to write a name's brackets.
std::string with_other_brackets(const std::string& name) {
  const bool wide = name.find("（") != std::string::npos;
  return wide ? replaced(replaced(name, "（", "("), "）", ")") : replaced(replaced(name, "(", "（"), ")", "）");
}

}  // namespace

void Withheld::add(const std::string& name, const std::string& mask) {
  if (name.empty()) return;
  for (const auto& [known, other] : names_)
    if (known == name) return;
  names_.emplace_back(name, mask);
  // A name that holds another is replaced first.
  std::stable_sort(names_.begin(), names_.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Withheld::masked(std::string text) const {
  for (const auto& [name, mask] : names_) {
    text = replaced(std::move(text), name, mask);
    if (const std::string other = with_other_brackets(name); other != name) text = replaced(std::move(text), other, mask);
  }
  return text;
}

std::string Withheld::found_in(const std::string& text) const {
  const std::string folded = fold_label(text);
  for (const auto& [name, mask] : names_)
    if (folded.find(fold_label(name)) != std::string::npos) return name;
  return {};
}

std::string mask_name(const std::string& as, std::size_t n) {
  static constexpr std::array<const char*, 22> kNames{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子",
                                                      "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};
  return as + (n < kNames.size() ? kNames[n] : chinese_numeral(static_cast<int>(n) + 1));
}

namespace {

/// Names by mask rule, in the order in which they are masked.
class Masks {
 public:
  Masks(catalog::Catalog& catalog, ingest::Result& returns, Diagnostics& faults)
      : catalog_(catalog), returns_(returns), faults_(faults) {}

  Withheld run(const std::vector<Mask>& masks) {
    for (const Mask& mask : masks) {
      if (!mask.list.empty()) list(mask);
      if (!mask.reg.empty()) field(mask);
      if (mask.list.empty() && mask.reg.empty())
        faults_.add(kMissingKey, {mask.where}, {{"key", "public.mask.list"}, {"example", "list = \"…\""}});
    }
    if (withheld_.empty()) return withheld_;
    catalog_.rename_members([&](const std::string& text) { return withheld_.masked(text); });
    rename_observations();
    rename_registers();
    return withheld_;
  }

 private:
  std::string next(const Mask& mask) { return mask_name(mask.as, used_[mask.as]++); }

  void list(const Mask& mask) {
    const catalog::MemberList* known = catalog_.list(mask.list);
    if (!known) {
      std::vector<std::string> names;
      for (const catalog::MemberList& l : catalog_.lists()) names.push_back(l.name);
      faults_.add(kUnknownMask, {mask.where}, {{"what", mask.list}}, nearest(mask.list, names));
      return;
    }
    std::vector<std::string> members = known->members;
    std::set<std::string> observed;  // of an open list the members are those observed
    for (const auto& [key, observation] : returns_.store.all())
      for (const auto& [breakdown, member] : key.members) {
        const catalog::Indicator* indicator = catalog_.by_code(key.indicator);
        if (!indicator || !indicator->by.count(breakdown)) continue;
        if (catalog_.list(indicator->by.at(breakdown)) == known) observed.insert(member);
      }
    for (const std::string& member : observed)
      if (std::find(members.begin(), members.end(), member) == members.end()) members.push_back(member);
    for (const std::string& member : members) {
      if (member == known->total || known->is_rest(member)) continue;  // no name of anybody
      const std::string name = next(mask);
      withheld_.add(member, name);
      for (const auto& [alias, of] : known->aliases)
        if (of == member) withheld_.add(alias, name);
    }
  }

  void field(const Mask& mask) {
    for (const store::Register& r : returns_.registers) {
      const auto at = std::find(r.fields.begin(), r.fields.end(), mask.field);
      if (r.name != mask.reg || at == r.fields.end()) continue;
      for (const store::Register::Row& row : r.rows)
        if (const auto i = static_cast<std::size_t>(at - r.fields.begin()); i < row.values.size() && !row.values[i].empty()) {
          const auto& names = withheld_.names();
          const auto known = [&](const auto& pair) { return pair.first == row.values[i]; };
          if (std::none_of(names.begin(), names.end(), known)) withheld_.add(row.values[i], next(mask));
        }
      return;
    }
    faults_.add(kUnknownMask, {mask.where}, {{"what", mask.reg + " · " + mask.field}});
  }

  void mask(store::Origin& origin) {
    for (std::string* text : {&origin.file, &origin.sheet, &origin.raw, &origin.shown}) *text = withheld_.masked(*text);
    if (!origin.records) return;
    std::shared_ptr<const store::RecordOrigin>& masked = records_[origin.records];  // conditions of a query name firms too
    if (!masked) {
      store::RecordOrigin copy = *origin.records;
      copy.query = withheld_.masked(copy.query);
      masked = std::make_shared<const store::RecordOrigin>(std::move(copy));
    }
    origin.records = masked;
  }

  void rename_observations() {
    store::Store renamed;
    for (const auto& [key, observation] : returns_.store.all()) {
      store::Observation o = observation;
      for (auto& [breakdown, member] : o.key.members) member = withheld_.masked(member);
      for (store::Origin& origin : o.origins) mask(origin);
      o.note = withheld_.masked(o.note);
      o.estimate = withheld_.masked(o.estimate);
      renamed.put(std::move(o));
    }
    returns_.store = std::move(renamed);
  }

  void rename_registers() {
    for (store::Register& r : returns_.registers)
      for (store::Register::Row& row : r.rows) {
        for (std::string& value : row.values) value = withheld_.masked(value);
        mask(row.origin);
      }
  }

  catalog::Catalog& catalog_;
  ingest::Result& returns_;
  Diagnostics& faults_;
  Withheld withheld_;
  std::map<std::string, std::size_t> used_;  ///< masks given out, by what stands before 甲
  std::map<std::shared_ptr<const store::RecordOrigin>, std::shared_ptr<const store::RecordOrigin>> records_;  ///< masked
};

}  // namespace

Withheld apply_masks(const std::vector<Mask>& masks, catalog::Catalog& catalog, ingest::Result& returns, Diagnostics& faults) {
  return Masks(catalog, returns, faults).run(masks);
}

namespace {

/// 公开版, public → which edition a block or a span is for.
std::optional<Edition> edition_of(std::string_view line) {
  if (line.substr(0, 3) != ":::") return std::nullopt;
  while (!line.empty() && line[0] == ':') line.remove_prefix(1);
  return parse_edition(trim(line));
}

/// [text]{.internal} and [text]{.public}: the text, or nothing.
std::string spans_for(Edition edition, std::string text) {
  for (const auto& [mark, of] :
       {std::pair<std::string, Edition>{"]{.internal}", Edition::internal}, {"]{.public}", Edition::open}})
    for (std::size_t end = text.find(mark); end != std::string::npos; end = text.find(mark, end)) {
      int depth = 1;
      std::size_t begin = end;
      while (begin > 0 && depth > 0) {
        --begin;
        if (text[begin] == ']') ++depth;
        if (text[begin] == '[') --depth;
      }
      if (depth > 0) {
        end += mark.size();  // nothing opens it: it stays as it is
        continue;
      }
      const std::string inside = of == edition ? text.substr(begin + 1, end - begin - 1) : std::string();
      text.replace(begin, end + mark.size() - begin, inside);
      end = begin + inside.size();
    }
  return text;
}

}  // namespace

std::string chapter_for(Edition edition, const std::string& text, const std::string& file, Diagnostics& faults) {
  if (text.find(":::") == std::string::npos && text.find("]{.") == std::string::npos) return text;
  std::string out;
  std::vector<std::optional<Edition>> open;  // boxes, those for an edition and others
  std::vector<Location> opened;
  int line_number = 0;
  bool fenced = false;
  for (const std::string& line : split_lines(text)) {
    ++line_number;
    const std::string_view trimmed = trim(line);
    if (trimmed.substr(0, 3) == "```" || trimmed.substr(0, 3) == "~~~") fenced = !fenced;
    const bool border = !fenced && trimmed.substr(0, 3) == ":::";
    const auto hidden = [&] {
      return std::any_of(open.begin(), open.end(), [&](const auto& e) { return e && *e != edition; });
    };
    const bool was_hidden = hidden();
    bool blank = false;
    if (border) {
      const auto of = edition_of(trimmed);
      const bool closes = trimmed.find_first_not_of(':') == std::string_view::npos;
      if (!closes) {
        open.push_back(of);
        opened.push_back(
            {.file = file, .line = line_number, .column = 1, .length = count_code_points(line), .source_line = line});
        blank = of.has_value();
      } else if (!open.empty()) {
        blank = open.back().has_value();
        open.pop_back();
        opened.pop_back();
      }
    }
    out += (blank || was_hidden || hidden() ? std::string() : spans_for(edition, line)) + "\n";
  }
  for (std::size_t i = 0; i < open.size(); ++i)
    if (open[i]) faults.add(kOpenEdition, {opened[i]});
  return out;
}

void check_withheld(const Withheld& withheld, const report::Output& report, Diagnostics& faults) {
  if (withheld.empty()) return;
  const auto look = [&](const std::string& text, const std::string& where) {
    if (const std::string name = withheld.found_in(text); !name.empty())
      faults.add(kLeak, {}, {{"name", name}, {"where", where}});
  };
  document::for_each_block(report.document.blocks, [&](const document::Block& block) {
    if (const auto* p = std::get_if<document::Paragraph>(&block.content)) look(document::plain_text(p->content), "正文");
    if (const auto* h = std::get_if<document::Heading>(&block.content)) look(document::plain_text(h->content), "标题");
    if (const auto* l = std::get_if<document::List>(&block.content))
      for (const auto& item : l->items) look(document::plain_text(item), "列表");
    if (const auto* c = std::get_if<document::CaseBox>(&block.content)) look(c->title, "案例");
    if (const auto* t = std::get_if<document::Table>(&block.content)) {
      for (const auto& row : t->rows)
        for (const document::TableCell& cell : row) look(document::plain_text(cell.content), t->number);
      look(document::plain_text(t->caption), t->number);
      for (const auto& note : t->notes) look(document::plain_text(note), t->number);
    }
    if (const auto* f = std::get_if<document::Figure>(&block.content)) {
      look(f->alternative, f->number);
      for (const auto& note : f->notes) look(document::plain_text(note), f->number);
    }
  });
  for (const report::Fact& fact : report.ledger.facts()) look(fact.expression + fact.text, fact.id);
}

}  // namespace zh::project
