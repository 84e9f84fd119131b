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
        if (claim::starts_with(piece, lead) && !claim::starts_with(piece, U"和解")) {
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
    std::map<int, std::size_t> outer;  // the first number of an inner list → the list around it
    std::vector<Text> names;
    int sentence = -1, known_sentence = -1;
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
      // 其中: the number before is the whole, or the parts of one member begin a list of their own, up to the next mark of an
      // item.
      if (opens && !added) {
        if (out[at->second].members.size() <= 1) {
          out[at->second].members.clear();
        } else {
          outer[id] = at->second;
          at->second = out.size();
          out.push_back({{}, group(c), {}, false});
        }
      } else if (fresh && !added && c.sentence == known_sentence) {
        for (const auto& [first, list] : outer)
          if (!out[at->second].members.empty() && out[at->second].members.front().id == first) at->second = list;
      }
      known_sentence = c.sentence;
      out[at->second].members.push_back({id, names});
    }
    respective(all, out);
    for (Family& family : out) tidy(family);
  }
  /// 扬尘源、工业源、移动源三大类，占比分别为32.6%、28.4%和21.5%: the names in their order in a clause before.
  void respective(const std::vector<int>& all, std::vector<Family>& out) const {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Claim& first = e_[all[i]];
      if (!usable(first) || claim::find_any(first.clause_before, {U"分别", U"依次"}).empty()) continue;
      const View text = e_.passage(first.id).text;
      std::vector<int> ids = {first.id};
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        const Claim& c = e_[all[j]];
        const View link = text.substr(e_[ids.back()].noun_end, c.start - e_[ids.back()].noun_end);
        if (!usable(c) || group(c) != group(first) || c.sentence != first.sentence ||
            (c.noun != first.noun && !c.noun.empty()) ||
            (link != U"、" && link != U"和" && link != U"，" && link != U"与" && link != U"及"))
          break;
        ids.push_back(c.id);
      }
      if (ids.size() < 2) continue;
      const std::size_t from = claim::start_behind(text, first.start, U"。！？；\n");
      const claim::Found word = claim::find_last(text.substr(from, first.start - from), {U"分别", U"依次"});
      if (!word) continue;
      const std::vector<Text> names = listed_names(text.substr(from, word.at), ids.size());
      if (names.size() == ids.size()) {
        Family family;
        family.measure = group(first);
        for (std::size_t k = 0; k < ids.size(); ++k) family.members.push_back({ids[k], {names[k]}});
        // Of the same numbers the list by the words right before them tells less.
        std::erase_if(out, [&](const Family& f) {
          return std::any_of(f.members.begin(), f.members.end(), [&](const Member& m) { return m.id == ids[1]; });
        });
        out.push_back(std::move(family));
      }
      i += ids.size() - 1;
    }
  }
  /// The last list of so many names.
  static std::vector<Text> listed_names(View words, std::size_t size) {
    if (size == 3 && claim::contains(words, U"三次产业")) return {U"第一产业", U"第二产业", U"第三产业"};
    std::vector<Text> best;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = words.find_first_of(U"，：；。（）()", at);
      if (end == View::npos) end = words.size();
      View clause = words.substr(at, end - at);
      at = end + 1;
      const std::size_t mark = clause.find(U'、');
      const std::size_t head = std::min(mark, clause.size());
      for (const View lead : {View(U"来自"), View(U"包括"), View(U"其中"), View(U"中"), View(U"是"), View(U"为"), View(U"有")})
        if (const std::size_t found = clause.substr(0, head).rfind(lead);
            found != View::npos && found + lead.size() + 1 < head) {
          clause.remove_prefix(found + lead.size());
          break;
        }
      std::vector<Text> names;
      for (std::size_t k = 0; k <= clause.size();) {
        const std::size_t stop = std::min(clause.find(U'、', k), clause.size());
        names.emplace_back(clause.substr(k, stop - k));
        k = stop + 1;
      }
      if (names.size() + 1 == size)
        for (const char32_t joint : {U'和', U'与', U'及'}) {
          const Text last = names.back();
          const std::size_t cut = last.find(joint);
          if (cut == Text::npos || cut < 2 || cut + 2 >= last.size()) continue;
          names.back() = last.substr(0, cut);
          names.push_back(last.substr(cut + 1));
          break;
        }
      if (names.size() == size && std::all_of(names.begin(), names.end(), [](const Text& n) {
            return n.size() >= 2 && std::none_of(n.begin(), n.end(), claim::is_digit);
          }))
        best = names;
    }
    return best;
  }
  /// Without the total, and without times among things.
  void tidy(Family& family) const {
    std::vector<Member>& m = family.members;
    static const claim::Words kTotals = {U"共", U"合计", U"总", U"全省", U"全市", U"全国", U"全县", U"全区", U"累计"};
    const auto mean = [&](const Member& x) { return family.measure == Role::level && (e_[x.id].averaged || e_.mean(x.id)); };
    const bool some = !std::all_of(m.begin(), m.end(), mean);
    std::erase_if(m, [&](const Member& x) { return claim::find_any(x.names.back(), kTotals).size() > 0 || (some && mean(x)); });
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

  /// Short passages one below the other that begin with a name.
  void below(std::vector<Column>& out) const {
    struct Line {
      const claim::Passage* passage;
      Text name;
      std::map<std::pair<Role, Text>, int> first;
    };
    std::map<int, std::vector<int>> of;
    for (const std::vector<int>& all : e_.paragraphs()) of[e_[all.front()].passage] = all;
    std::vector<Line> run;
    const auto close = [&] {
      constexpr std::size_t kFewest = 3, kMost = 30;
      if (run.size() >= kFewest && run.size() <= kMost)
        for (const auto& [key, id] : run.front().first) {
          Family family;
          family.measure = key.first;
          family.header = run.front().passage->text;
          for (const Line& line : run)
            if (const auto found = line.first.find(key); found != line.first.end())
              family.members.push_back({found->second, {line.name}});
          if (family.members.size() == run.size()) out.push_back({run.back().passage->block, std::move(family)});
        }
      run.clear();
    };
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) {
      const claim::Passage& passage = e_.claims.passages[p];
      Line line{&passage, {}, {}};
      constexpr std::size_t kLongest = 160;
      const auto found = of.find(static_cast<int>(p));
      if (passage.cell < 0 && passage.text.size() <= kLongest && found != of.end()) {
        for (const int id : found->second) {
          const Claim& c = e_[id];
          if (!usable(c)) continue;
          if (line.first.empty()) line.name = line_name(View(passage.text).substr(0, c.start));
          line.first.try_emplace({group(c), Text(c.is_percentage() ? View() : View(c.noun))}, id);
        }
      }
      if (line.name.size() < 2) {
        close();
        continue;
      }
      if (!run.empty() && passage.block - run.back().passage->block > 1) close();
      run.push_back(std::move(line));
    }
    close();
  }
  /// （1）服装鞋帽抽, ● 寿险：, 东部: the name that a line begins with; empty if it begins otherwise.
  static Text line_name(View lead) {
    while (!lead.empty() && claim::one_of(lead.front(), U"●■◆▲•·- 　\t①②③④⑤⑥⑦⑧⑨⑩")) lead.remove_prefix(1);
    std::size_t n = 0;
    while (n < lead.size() && (claim::is_digit(lead[n]) || claim::one_of(lead[n], U"（(一二三四五六七八九十"))) ++n;
    if (n > 0 && n < lead.size() && claim::one_of(lead[n], U"）)、.．"))
      lead.remove_prefix(n + 1);
    else if (n > 0)
      return {};
    while (!lead.empty() && claim::one_of(lead.front(), U" 　\t")) lead.remove_prefix(1);
    const std::size_t end = lead.find_first_of(U"，。：:； 　\t（(、");
    constexpr std::size_t kLongest = 12;
    const View name = lead.substr(0, end);
    return name.size() <= kLongest && std::all_of(name.begin(), name.end(), claim::is_han) ? Text(name) : Text();
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

std::vector<Column> families_below(const Evidence& evidence) {
  std::vector<Column> out;
  Reader(evidence).below(out);
  return out;
}

View without_place_words(View words) {
  static const claim::Words kSayNothing = {U"涨幅", U"降幅", U"跌幅", U"升幅", U"增长", U"数量", U"件数", U"起数", U"占比",
                                           U"比重", U"总量", U"总数", U"仍然", U"稳居", U"高居", U"位居", U"名列", U"排名",
                                           U"位列", U"仍",   U"居",   U"列",   U"位",   U"排",   U"均",   U"为",   U"是",
                                           U"的",   U"类",   U"量",   U"数",   U"人员", U"人数", U"规模", U"户数", U"家数",
                                           U"也",   U"都",   U"最",   U"地区", U"行业", U"增速", U"增幅"};
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
      // 华东地区销售收入, 华南地区: the first tells the measure for all.
      const bool measured = m.id == family.members.front().id &&
                            std::any_of(family.members.begin(), family.members.end(),
                                        [&](const Member& o) { return o.id != m.id && o.names.back().back() == own[n - 1]; });
      if (!told && !measured && claim::start_any(left, kVerbs).empty() &&
          !claim::one_of(left.front(), U"一二两三四五六七八九十"))
        continue;
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
