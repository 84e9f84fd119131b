// Lists whose length is announced, and whose items have more than one number or stand behind marks.
//
//   N121 count   排名前五的依次为：餐饮住宿431件（29.58%），…，教育培训118件（8.10%）: an item is a name and its amount; what
//   stands in brackets or begins with 占, 同比 belongs to it
//   N122 count   十件民生实事全部办结：1.…；2.…；…9.…: marks in one paragraph, counted from one on: 1. （1） ① 一是 第一，
//
// When contradictory (a warning): N121 when the list ends with its sentence or with words about all of it; N122 when the marks
// begin right behind the announcing colon and no later paragraph goes on with them. When silent: 等 closes the list, ties make
// it longer, 其他 stands behind the ranked; something in the list is neither an item nor what belongs to one.
#include <algorithm>

#include "check/rules.h"

namespace zh::check {
namespace {

constexpr View kDigits = U"一二三四五六七八九十";

class Announced {
 public:
  Announced(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  /// Characters; nobody writes a longer paragraph, and every count reads the rest of its own.
  static constexpr std::size_t kLongest = 4000;

  void run() {
    for (const Claim& c : e_.all) {
      if (c.table >= 0 || e_.passage(c.id).cell >= 0 || c.role == Role::date || c.role == Role::label ||
          c.kind != claim::Numeral::Kind::count || c.decimals > 0 || c.scale > 0 || c.vague() || c.exact < Rational(2) ||
          c.exact > Rational(30) || !counts(c) || ledger_.explained(c.id, {"count"}) || e_.passage(c.id).text.size() > kLongest)
        continue;
      const auto n = static_cast<int>(c.exact.exact_decimal()->coefficient());
      if (!marked(c, n) && n >= 3) listed(c, n);
    }
  }

 private:
  bool top(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    return c.start > 0 && text[c.start - 1] == U'前';
  }
  /// Whether the number counts things: 五类, 前5位, 十件实事; a digit before 件 is data.
  bool counts(const Claim& c) const {
    if (top(c)) return true;
    const View behind = View(e_.passage(c.id).text).substr(c.end);
    static const claim::Words kNouns = {U"个", U"类", U"项", U"种", U"位", U"名", U"条", U"大", U"方面", U"点", U"步", U"部分"};
    if (claim::starts_with(behind, U"个月") || claim::starts_with(behind, U"个百分点")) return false;
    return !claim::start_any(behind, kNouns).empty() || (c.chinese && !claim::start_any(behind, {U"件", U"家", U"批"}).empty());
  }
  void tell(const Claim& c, bool holds, std::vector<readback::Range> items, int listed) {
    constexpr std::size_t kMostNamed = 2;
    if (items.size() > kMostNamed) items = {items.front(), items.back()};
    const std::string text = number_text(e_, c.id);
    ledger_.tell(items_of_marks_ ? "N122" : "N121", "count", holds ? Verdict::consistent : Verdict::contradictory, c.id, {},
                 text + (holds ? " = " : " ≠ ") + "列出" + std::to_string(listed) + "项",
                 holds ? "" : "文中称" + text + "，而列出的是" + std::to_string(listed) + "项", 1, std::move(items));
  }

  // Marks ---------------------------------------------------------------------------------------------------------------

  enum class Style { digit_point, digit_mark, digit_bracket, circle, is, ordinal };
  static Text mark(Style style, int n) {
    const auto index = static_cast<std::size_t>(n - 1);
    if (style == Style::circle) return {static_cast<char32_t>(U'①' + static_cast<char32_t>(n - 1))};
    if (style == Style::is || style == Style::ordinal) {
      if (index >= kDigits.size()) return {};
      return style == Style::is ? Text{kDigits[index], U'是'} : Text{U'第', kDigits[index], U'，'};
    }
    Text digits;
    for (const char ch : std::to_string(n)) digits += static_cast<char32_t>(ch);
    if (style == Style::digit_bracket) return U"（" + digits + U"）";
    return digits + (style == Style::digit_point ? U"." : U"、");
  }
  /// Where the n-th mark stands behind `from`; not inside a number: 11. is no 1.
  static std::size_t find_mark(View text, Style style, int n, std::size_t from) {
    const Text word = mark(style, n);
    if (word.empty()) return View::npos;
    for (std::size_t at = text.find(word, from); at != View::npos; at = text.find(word, at + 1)) {
      const bool digit = style == Style::digit_point || style == Style::digit_mark;
      if (digit && at > 0 && !claim::one_of(text[at - 1], U"：；。，:; 　\n")) continue;
      const std::size_t end = at + word.size();
      if (digit && end < text.size() && claim::is_digit(text[end])) continue;  // 1.5
      return at;
    }
    return View::npos;
  }

  bool marked(const Claim& c, int n) {
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    constexpr std::size_t kLead = 30;
    for (const Style style :
         {Style::digit_point, Style::digit_mark, Style::digit_bracket, Style::circle, Style::is, Style::ordinal}) {
      const std::size_t first = find_mark(text, style, 1, c.end);
      if (first == View::npos || first - c.end > kLead) continue;
      const View lead = text.substr(c.end, first - c.end);
      if (lead.find_first_of(U"。；\n") != View::npos || lead.empty() || !claim::one_of(lead.back(), U"：:，, ")) continue;
      if (std::any_of(lead.begin(), lead.end(), claim::is_digit)) continue;
      std::vector<readback::Range> items;
      std::size_t at = first, last = first;
      int found = 0;
      while (at != View::npos && found < 30) {
        last = at;
        items.push_back(p.range(at, std::min(text.size(), at + 16)));
        ++found;
        at = find_mark(text, style, found + 1, at + 1);
      }
      if (found < 2) continue;
      items_of_marks_ = true;
      if (found == n) return tell(c, true, items, n), true;
      // What stands between the announcement and the list, or other numbers in it, may be what was counted.
      if (!claim::one_of(lead.back(), U"：:") || std::abs(found - n) > 2 || goes_on(p, style, found + 1, last) ||
          claim::find_any(lead, {U"其中", U"主要", U"如"}).size() > 0)
        continue;
      return tell(c, false, items, found), true;
    }
    return false;
  }
  /// Whether the list goes on in other words, or with the next mark in a paragraph near by.
  bool goes_on(const claim::Passage& p, Style style, int next, std::size_t last) const {
    for (const View other : {View(U"另外"), View(U"此外"), View(U"同时"), View(U"还有"), View(U"最后"), View(U"等")})
      if (claim::contains(View(p.text).substr(last), other)) return true;
    constexpr std::size_t kNear = 8;
    const auto at = static_cast<std::size_t>(&p - e_.claims.passages.data());
    for (std::size_t q = at + 1; q < std::min(e_.claims.passages.size(), at + kNear); ++q)
      if (find_mark(e_.claims.passages[q].text, style, next, 0) != View::npos) return true;
    return false;
  }

  // Items with their amounts --------------------------------------------------------------------------------------------

  /// Where the list begins behind the count, or npos.
  std::size_t begin_of(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kLead = 24;
    const std::size_t stop = std::min({claim::first_from(text, c.end, U"。；\n"), text.size(), c.end + kLead});
    const View rest = text.substr(c.end, stop - c.end);
    std::size_t from = View::npos;
    for (const View w : {View(U"依次为"), View(U"依次是"), View(U"分别为"), View(U"分别是"), View(U"分别有"), View(U"依次"),
                         View(U"分别"), View(U"：")})
      if (const std::size_t at = rest.find(w); at != View::npos && (from == View::npos || at + w.size() > from)) {
        from = at + w.size();
        break;
      }
    if (from == View::npos && top(c))
      for (const View w : {View(U"的是"), View(U"的为"), View(U"的有"), View(U"为"), View(U"是")})
        if (const std::size_t at = rest.find(w); at != View::npos) {
          from = at + w.size();
          break;
        }
    if (from == View::npos) return View::npos;
    if (claim::find_any(rest.substr(0, from), {U"其中", U"主要", U"以上", U"占", U"、", U"合计", U"共"}).size() > 0)
      return View::npos;
    from += c.end;
    if (from < text.size() && text[from] == U'：') ++from;
    return from;
  }

  struct Piece {
    std::size_t from = 0, to = 0;
  };
  /// The list in pieces at 、，； outside brackets, up to the end of the sentence; 和 right behind a number parts too.
  std::vector<Piece> pieces(View text, std::size_t from, std::size_t& end) const {
    std::vector<Piece> out;
    int depth = 0;
    std::size_t start = from;
    end = from;
    for (; end < text.size() && !(depth == 0 && claim::one_of(text[end], U"。！？\n")); ++end) {
      const char32_t ch = text[end];
      if (claim::one_of(ch, U"（(")) ++depth;
      if (claim::one_of(ch, U"）)") && depth > 0) --depth;
      const bool joint = claim::one_of(ch, U"和及与") && end > start + 2 && joint_behind_number(text, start, end);
      if (depth == 0 && (claim::one_of(ch, U"、，；") || joint)) {
        out.push_back({start, end});
        start = end + 1;
      }
    }
    out.push_back({start, end});
    return out;
  }
  static bool joint_behind_number(View text, std::size_t start, std::size_t at) {
    if (claim::one_of(text[at - 1], U"）)%％")) return true;
    constexpr std::size_t kUnit = 3;
    for (std::size_t i = at; i > start && at - i < kUnit; --i)
      if (claim::is_digit(text[i - 1])) return true;
    return false;
  }

  void listed(const Claim& c, int n) {
    const int paragraph = e_.paragraph(c.id);
    if (paragraph < 0) return;
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(paragraph)];
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    const std::size_t from = begin_of(c);
    if (from == View::npos) return;
    std::size_t end = 0;
    std::vector<int> ids;
    std::vector<readback::Range> items;
    static const claim::Words kOfItem = {U"占", U"同比", U"环比", U"较", U"比", U"增",   U"上升",   U"下降",   U"减",
                                         U"降", U"升",   U"上涨", U"涨", U"为", U"其占", U"分别占", U"合格率", U"不合格率"};
    static const claim::Words kOfAll = {U"合计", U"共计", U"总计", U"累计", U"上述", U"以上", U"其中", U"这",     U"该",
                                        U"前",   U"均",   U"都",   U"分别", U"共",   U"首尾", U"小计", U"合起来", U"加起来",
                                        U"相加", U"其合", U"其余", U"最高", U"最低", U"第",   U"与",   U"三者"};
    for (const Piece& piece : pieces(text, from, end)) {
      View words = text.substr(piece.from, piece.to - piece.from);
      if (words.empty()) continue;
      const Claim* number = nullptr;
      for (const int id : all)
        if (number == nullptr && e_[id].start >= piece.from && e_[id].start < piece.to && e_[id].depth == c.depth)
          number = &e_[id];
      if (number != nullptr && (number->role == Role::count || number->chinese || number->vague())) {
        if (!ids.empty()) break;  // 五类合计1617件: about all of them
        return;
      }
      const bool of_item = !claim::start_any(words, kOfItem).empty();
      if (ids.empty() && of_item) return;
      if (of_item) continue;
      if (!ids.empty() && !claim::start_any(words, kOfAll).empty()) break;
      if (number == nullptr || number->role == Role::date) return;
      const View name = text.substr(piece.from, number->start - piece.from);
      if (name.size() < 2 || name.size() > 20 || std::any_of(name.begin(), name.end(), claim::is_digit) ||
          claim::find_any(name, {U"其中", U"各", U"合计", U"等", U"共"}).size() > 0)
        return;
      if (!number->is_amount() && !number->is_percentage()) return;
      if (!ids.empty()) {
        const Claim& first = e_[ids.front()];
        if (first.kind != number->kind || first.noun != number->noun || number->role == Role::growth) return;
      }
      ids.push_back(number->id);
      items.push_back(p.range(piece.from, number->noun_end));
    }
    const auto found = static_cast<int>(ids.size());
    if (found < 3 || found == n || std::abs(found - n) > 1) return;
    // 其他12件 closes a ranked list and is no part of it; 其他市场监管领域违法行为 is a kind of its own.
    const View name = e_[ids.back()].before;
    if (const View rest = claim::find_any(name, {U"其他", U"其它", U"其余"});
        !rest.empty() && name.size() - name.find(rest) <= rest.size() + 3)
      return;
    if (claim::contains(text.substr(from, end - from), U"等")) return;
    // Ties share a place, so the first five may be six.
    for (std::size_t i = 0; i < ids.size(); ++i)
      for (std::size_t j = i + 1; j < ids.size(); ++j)
        if (found > n && e_[ids[i]].exact == e_[ids[j]].exact) return;
    items_of_marks_ = false;
    tell(c, false, std::move(items), found);
  }

  const Evidence& e_;
  Ledger& ledger_;
  bool items_of_marks_ = false;
};

}  // namespace

void check_announced(const Evidence& evidence, Ledger& ledger) { Announced(evidence, ledger).run(); }

}  // namespace zh::check
