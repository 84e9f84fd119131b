#include "report/ordering.h"

#include <algorithm>

#include "base/text.h"
#include "report/codes.h"
#include "report/phrase.h"

namespace zh::report {

using expr::Item;
using expr::Items;

Ordering read_ordering(Session& session, Body& body) {
  Ordering out;
  out.top = body.integer("top", 1, 1000);
  if (const Node* node = body.find("top")) out.where = node->where;
  if (out.top) out.sort = Ordering::Sort::descending;
  if (const Node* node = body.text("sort")) {
    if (node->text == "descending" || node->text == "降序")
      out.sort = Ordering::Sort::descending;
    else if (node->text == "ascending" || node->text == "升序")
      out.sort = Ordering::Sort::ascending;
    else if (node->text == "none" || node->text == "原序")
      out.sort = Ordering::Sort::none;
    else
      body.wrong(*node, "sort", "descending, ascending, none");
  }
  if (const Node* node = body.text("order")) out.by = compile_value(session, node->text, node->where);
  if (const Node* node = body.text("rest")) out.rest = node->text;
  return out;
}

namespace {

Items ranked(const Session& session, const std::vector<Category>& all, const expr::Expression& x, bool year_before) {
  Items items;
  for (const Category& category : all) {
    expr::Context context = category.context;
    if (year_before) context.period = context.period.year_before();
    items.push_back({category.label, value_of(session, x, context), 0, category.rest});
  }
  expr::rank(items, session.input.context.rounding);
  return items;
}

}  // namespace

Ordered order(const Session& session, const Ordering& ordering, std::vector<Category> all, const expr::Expression& x) {
  const expr::Expression& by = ordering.by ? *ordering.by : x;
  Ordered out;
  const Items items = ranked(session, all, by, false);
  out.before = ranked(session, all, by, true);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!ordering.top || (items[i].rank > 0 && items[i].rank <= *ordering.top)) places.push_back(i);
  const bool up = ordering.sort == Ordering::Sort::ascending;
  // What has no rank stands last: first those without a value, then the remainder.
  const auto place = [&](std::size_t i) { return items[i].rest ? 2 : items[i].rank == 0 ? 1 : 0; };
  if (ordering.sort != Ordering::Sort::none)
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      if (place(a) != place(b)) return place(a) < place(b);
      return up ? items[a].rank > items[b].rank : items[a].rank < items[b].rank;
    });
  for (const std::size_t i : places) {
    out.listed.push_back(std::move(all[i]));
    out.items.push_back(items[i]);
  }
  return out;
}

std::string tied_ranks(const Items& items, const std::string& noun) {
  std::map<int, int> at;
  for (const Item& item : items)
    if (item.rank > 0) ++at[item.rank];
  std::string out;
  for (const auto& [rank, count] : at)
    if (count > 1)
      out += (out.empty() ? "" : "、") + (count == 2 ? std::string("两") : chinese_numeral(count)) + noun + "并列第" +
             chinese_numeral(rank);
  return out;
}

std::string member_noun(const expr::Environment& environment, const expr::Expression& x, const std::string& by) {
  if (is_regions(by)) return "个地区";
  if (is_years(by)) return "年";
  const catalog::Indicator* indicator = x.type().indicator;
  if (!indicator || indicator->by.empty()) return "项";
  const std::string code = by.empty() ? indicator->by.begin()->first : catalog::breakdown_like(*indicator, by);
  const auto at = indicator->by.find(code);
  const catalog::MemberList* list = at == indicator->by.end() ? nullptr : environment.catalog().list(at->second);
  return list ? list->noun : "项";
}

namespace {

const Item* find(const Items& items, const std::string& label) {
  const auto at = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.label == label; });
  return at == items.end() ? nullptr : &*at;
}

bool among(const Item* item, int n) { return item && item->rank > 0 && item->rank <= n; }

Items by_rank(const Items& items, int n) {
  Items out;
  for (const Item& item : items)
    if (among(&item, n)) out.push_back(item);
  std::stable_sort(out.begin(), out.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
  return out;
}

}  // namespace

std::string moves_words(const Items& now, const Items& before, int n) {
  const Items listed = by_rank(now, n), earlier = by_rank(before, n);
  std::string fresh, gone, moved;
  bool same = false;
  for (const Item& item : listed) {
    const Item* old = find(earlier, item.label);
    if (!old)
      fresh += (fresh.empty() ? "" : "、") + item.label;
    else if (old->rank != item.rank)
      moved += (moved.empty() ? "" : "，") + item.label + "由第" + chinese_numeral(old->rank) + "位" +
               (item.rank < old->rank ? "升至第" : "降至第") + chinese_numeral(item.rank) + "位";
    else
      same = true;
  }
  for (const Item& item : earlier)
    if (!find(listed, item.label)) gone += (gone.empty() ? "" : "、") + item.label;
  const std::string head = "前" + chinese_numeral(n) + "位";
  if (fresh.empty() && gone.empty() && moved.empty()) return head + "的名单和位次均与上年相同";
  std::string out;
  if (!fresh.empty()) out += "新进入" + head + "的有" + fresh;
  if (!gone.empty()) out += (out.empty() ? "退出" + head + "的有" : "，退出的有") + gone;
  if (out.empty()) out = head + "的名单与上年相同";
  if (!moved.empty()) out += "；" + moved;
  if (same) out += "；其余位次未变";
  return out;
}

std::optional<std::string> move_word(const Item& item, const Items& before, std::optional<int> n) {
  if (item.rank == 0) return std::nullopt;
  if (std::none_of(before.begin(), before.end(), [](const Item& old) { return old.rank > 0; })) return std::nullopt;
  const Item* old = find(before, item.label);
  if (!old || old->rank == 0 || (n && old->rank > *n)) return "新进";
  const int up = old->rank - item.rank;
  return up == 0 ? "持平" : (up > 0 ? "升" : "降") + std::to_string(up > 0 ? up : -up) + "位";
}

std::optional<document::Inlines> ties_note(Session& session, const Ordering& ordering, const Ordered& ordered,
                                           const expr::Expression& x, const std::string& by, const WeaveOptions& options) {
  const auto count = ordered.items.size();
  if (!ordering.top || count <= static_cast<std::size_t>(*ordering.top)) return std::nullopt;
  const std::string noun = member_noun(*session.input.environment, x, by);
  const std::string label = (ordering.by ? *ordering.by : x).text();
  expr::Value value = resting_on({}, "前计数(" + label + ", " + std::to_string(*ordering.top) + ")", ordered.items);
  value.number = Rational(static_cast<std::int64_t>(count));
  Fact fact{.expression = value.lineage->label, .value = value, .text = std::to_string(count), .figure = std::to_string(count)};
  fact.words = tied_ranks(ordered.items, noun);
  document::Inlines out{document::Text{"因有" + fact.words + "，前" + chinese_numeral(*ordering.top) + "位共列"}};
  const Fact& printed = session.record(options.anchor, std::move(fact), "", options.place);
  out.emplace_back(document::Number{printed.text, printed.id});
  out.emplace_back(document::Text{noun + "。"});
  return out;
}

expr::Value remainder(const expr::Value& whole, const std::vector<expr::Value>& listed, const std::string& label) {
  Items items{{label, whole}};
  expr::Value out = whole;
  for (const expr::Value& v : listed) {
    items.push_back({label, v});
    if (!v.number || v.unit != whole.unit) {
      out.number.reset();
      if (has_value(out.status)) out.status = has_value(v.status) ? ObsStatus::missing : v.status;
    }
    if (out.number) out.number = *out.number - *v.number;
    out.decimals = std::max(out.decimals, v.decimals);
  }
  return resting_on(out, label, items);
}

}  // namespace zh::report
