#include "check/families.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "check/extremes.h"
#include "check/frames.h"

namespace zh::check {
namespace {

constexpr View kMarks = U"，。；：、！？（）()\n";

class Reader {
 public:
  explicit Reader(const Evidence& e) : e_(e) {}

  static Role group(const Claim& c) {
    if (!c.is_percentage()) return Role::level;
    if (c.role == Role::growth || c.role == Role::share) return c.role;
    return c.role == Role::rate || c.role == Role::percent ? Role::rate : Role::label;
  }
  static bool usable(const Claim& c) {
    if (c.chinese || c.vague() || c.bound != claim::Numeral::Bound::exact) return false;
    return c.is_amount() ? c.role == Role::level : c.is_percentage() && group(c) != Role::label;
  }

  /// The words between marks since the number before; none where they only go on with it: 占48.6%, 同比.
  std::vector<Text> names_before(View between, bool& sub, bool& fresh) const {
    std::vector<Text> out;
    std::size_t at = 0;
    while (at < between.size()) {
      std::size_t end = between.find_first_of(kMarks, at);
      if (end == View::npos) end = between.size();
      View piece = between.substr(at, end - at);
      if (end < between.size() && claim::one_of(between[end], U"；。")) fresh = true;
      at = end + 1;
      for (const View lead : {View(U"其中"), View(U"而"), View(U"和"), View(U"及"), View(U"与"), View(U"以及")})
        if (claim::starts_with(piece, lead)) {
          sub = sub || lead == U"其中";
          piece.remove_prefix(lead.size());
        }
      static const claim::Words kGoesOn = {U"占",   U"同比", U"环比", U"比",   U"较",   U"增",   U"下降", U"上升",
                                           U"减少", U"达",   U"共",   U"合计", U"分别", U"上涨", U"为",   U"件"};
      if (piece.size() < 2 || !claim::start_any(piece, kGoesOn).empty()) continue;
      out.emplace_back(piece);
    }
    return out;
  }

  void lists(const std::vector<int>& all, std::vector<Family>& out) const {
    std::map<std::tuple<int, Role, Text>, std::size_t> known;
    std::map<std::size_t, bool> inside;  // a list → in the parts of one of its members
    std::vector<Text> names;
    int sentence = -1;
    std::size_t end = 0;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.sentence != sentence) names.clear();
      const View text = e_.passage(id).text;
      bool fresh = c.sentence != sentence;
      bool opens = false;
      std::size_t from = std::min(end, c.start);
      if (fresh) {
        const std::size_t mark = claim::start_behind(text, c.start, U"。！？\n");
        from = std::max(from, mark);
      }
      std::vector<Text> own = names_before(text.substr(from, c.start - from), opens, fresh);
      sentence = c.sentence;
      end = c.noun_end;
      if (!own.empty()) names = own;
      if (!usable(c) || names.empty()) continue;
      const auto [at, added] = known.try_emplace({c.sentence, group(c), Text(c.noun)}, out.size());
      if (added) {
        out.emplace_back();
        out.back().measure = group(c);
      }
      Family& family = out[at->second];
      if (fresh) inside[at->second] = false;
      if (opens) {
        if (family.members.size() <= 1)
          family.members.clear();
        else
          inside[at->second] = true;
      }
      if (inside[at->second]) continue;
      family.members.push_back({id, names});
    }
    for (Family& family : out) tidy(family);
  }
  /// Without the total, and without times among things.
  void tidy(Family& family) const {
    std::vector<Member>& m = family.members;
    static const claim::Words kTotals = {U"共", U"合计", U"总", U"全省", U"全市", U"全国", U"全县", U"全区", U"累计"};
    std::erase_if(m, [&](const Member& x) {
      return claim::find_any(x.names.back(), kTotals).size() > 0 ||
             (family.measure == Role::level && (e_[x.id].averaged || e_.mean(x.id)));
    });
    const auto timed = [](const Member& x) { return only_time(x.names.back()); };
    if (!m.empty() && !timed(m.front())) std::erase_if(m, timed);
    // Two numbers of one name: levels of two times, or another measure of it.
    for (std::size_t i = 0; i < m.size(); ++i)
      for (std::size_t j = i + 1; j < m.size(); ++j)
        if (m[i].names.back() == m[j].names.back()) return m.clear();
  }

  void columns(const claim::Table& t, std::vector<Column>& out) const {
    constexpr int kMostRows = 120;
    if (t.rows > kMostRows) return;
    for (int c = 1; c < t.columns; ++c) {
      Family family;
      family.column = true;
      family.header = bare_label(t.header[static_cast<std::size_t>(c)]);
      for (int r = t.header_rows; r < t.rows; ++r) {
        const int id = t.at(r, c);
        if (id < 0 || t.total[static_cast<std::size_t>(r)] || t.indent[static_cast<std::size_t>(r)] > 0) continue;
        const Claim& x = e_[id];
        if (x.role == Role::label || x.role == Role::date || x.vague()) continue;
        Text name = row_name(t, r);
        if (name.size() < 2 ||
            claim::find_any(name, {U"合计", U"总计", U"小计", U"全省", U"全市", U"全国", U"平均"}).size() > 0)
          continue;
        family.members.push_back({id, {std::move(name)}});
      }
      if (family.members.size() < 3) continue;
      const Claim& first = e_[family.members.front().id];
      family.measure = group(first);
      const bool alike = std::all_of(family.members.begin(), family.members.end(), [&](const Member& m) {
        return group(e_[m.id]) == family.measure && e_[m.id].noun == first.noun;
      });
      if (alike) out.push_back({t.block, std::move(family)});
    }
  }

  const Evidence& e_;
};

std::size_t common(View a, View b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

}  // namespace

std::vector<Family> families_of(const Evidence& evidence, const std::vector<int>& paragraph, std::size_t fewest) {
  std::vector<Family> out;
  Reader(evidence).lists(paragraph, out);
  std::erase_if(out, [&](const Family& f) { return f.members.size() < fewest; });
  return out;
}

std::vector<Column> columns_of(const Evidence& evidence) {
  std::vector<Column> out;
  for (const claim::Table& t : evidence.claims.tables) Reader(evidence).columns(t, out);
  return out;
}

View without_place_words(View words) {
  static const claim::Words kSayNothing = {U"数量", U"件数", U"起数", U"占比", U"比重", U"总量", U"总数", U"仍然", U"稳居",
                                           U"高居", U"位居", U"名列", U"排名", U"位列", U"仍",   U"居",   U"列",   U"位",
                                           U"排",   U"均",   U"为",   U"是",   U"的",   U"类",   U"量",   U"数",   U"也",
                                           U"都",   U"最",   U"地区", U"行业", U"增速", U"增幅"};
  while (!words.empty()) {
    const View word = claim::start_any(words, kSayNothing);
    if (word.empty()) break;
    words.remove_prefix(word.size());
  }
  return words;
}

int member_called(const Family& family, View name, bool leads, Text& rest) {
  std::size_t best = 0, second = 0;
  int found = -1;
  for (const Member& m : family.members)
    for (const Text& own : m.names) {
      const std::size_t n = common(name, own);
      if (n < 2) continue;
      // What is left of the member's own name is no part of what tells it from others.
      const View left = View(own).substr(n);
      const bool told = left.empty() || std::any_of(family.members.begin(), family.members.end(), [&](const Member& o) {
                          return o.id != m.id && std::any_of(o.names.begin(), o.names.end(),
                                                             [&](const Text& other) { return claim::ends_with(other, left); });
                        });
      static const claim::Words kVerbs = {U"发生", U"完成", U"实现", U"接待", U"受理", U"有",   U"为",   U"类",   U"区",
                                          U"市",   U"县",   U"最多", U"最少", U"最高", U"最低", U"投诉", U"抽检", U"等"};
      if (!told && claim::start_any(left, kVerbs).empty()) continue;
      if (!leads && n < name.size() && without_place_words(name.substr(n)).size() > 0) continue;
      if (n > best) {
        if (found != m.id) second = best;
        best = n, found = m.id;
      } else if (n == best && found != m.id) {
        second = n;
      }
    }
  if (found < 0) {
    // 收入增幅 of 养老基金收入增长: the name begins with the end of what the member does not share with others.
    for (const Member& m : family.members)
      for (const Text& own : m.names) {
        std::size_t shared = 0;
        for (const Member& o : family.members)
          if (o.id != m.id)
            for (const Text& other : o.names) {
              std::size_t n = 0;
              while (n < own.size() && n < other.size() && own[own.size() - 1 - n] == other[other.size() - 1 - n]) ++n;
              shared = std::max(shared, n);
            }
        const View core = View(own).substr(0, own.size() - shared);
        for (std::size_t n = std::min(core.size(), name.size()); n >= 2; --n)
          if (claim::ends_with(core, name.substr(0, n))) {
            if (!leads && without_place_words(name.substr(n)).size() > 0) break;
            if (n > best)
              best = n, second = 0, found = m.id;
            else if (n == best && found != m.id)
              second = n;
            break;
          }
      }
  }
  if (found < 0 || best == second) return -1;
  rest = Text(name.substr(best));
  return found;
}

}  // namespace zh::check
