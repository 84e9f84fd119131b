// Counts of listed things.
//
//   N101 count   前五位, 三类, 七项: as many things as are listed, before or behind, with numbers or without; or enumerated
//   一是, 二是
//
// When contradictory: 前N位 or N类 with 依次, 分别 is followed by a uniform list with a number for each item, up to the end of
// the sentence, and their count is another; or 分别 gives each of the counted a number and one name less is listed before 等.
// When silent: 等 closes the list; the count is not about what is listed.
#include <algorithm>

#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Counts {
 public:
  Counts(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Claim& c : e_.all) {
      if (c.table >= 0 || c.role == Role::date || c.role == Role::label) continue;
      const std::optional<int> n = stated(c);
      // 甲、乙、丙三类: N127 has told it.
      if (n && !ledger_.explained(c.id, {"count"})) count(c, *n);
    }
  }

 private:
  static std::optional<int> stated(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::count || c.decimals > 0 || c.scale > 0 || c.exact < Rational(2) ||
        c.exact > Rational(40))
      return std::nullopt;
    const bool top = !c.before.empty() && c.before.back() == U'前';
    if (claim::starts_with(c.noun, U"者")) return std::nullopt;  // 三者 are those just told
    static const claim::Words kNouns = {U"个", U"类",   U"项", U"种",   U"位",   U"名", U"条",
                                        U"大", U"方面", U"家", U"批次", U"部分", U"则", U"化"};
    if (!c.chinese && !top && claim::start_any(c.noun, kNouns).empty() && !claim::starts_with(c.after, U"大类"))
      return std::nullopt;
    const std::optional<Decimal> d = c.exact.exact_decimal();
    return d ? std::optional<int>(static_cast<int>(d->coefficient())) : std::nullopt;
  }

  void keep(const Claim& c, Verdict verdict, readback::Range first, readback::Range last, int listed) {
    keep(c, verdict, {first, last}, listed);
  }
  /// `items`: all that are listed; a few of a long list are named.
  void keep(const Claim& c, Verdict verdict, std::vector<readback::Range> items, int listed) {
    constexpr std::size_t kMostNamed = 6;
    if (items.size() > kMostNamed)
      items.erase(items.begin() + kMostNamed / 2, items.end() - static_cast<std::ptrdiff_t>(kMostNamed / 2));
    const bool same = verdict == Verdict::consistent;
    ledger_.tell("N101", "count", verdict, c.id, {},
                 number_text(e_, c.id) + (same ? " = " : " ≠ ") + "列出" + std::to_string(listed) + "项",
                 same ? "" : "文中称" + number_text(e_, c.id) + "，而列出的是" + std::to_string(listed) + "项", 1,
                 std::move(items));
  }

  void count(const Claim& c, int n) {
    const int p = paragraph_of(c);
    if (p >= 0 && name_lacking(c, n, p)) return;
    if (p >= 0) {
      // The nearest list; what 前三位 speaks of stands behind it.
      const bool top = !c.before.empty() && c.before.back() == U'前';
      const List* nearest = nullptr;
      std::size_t least = View::npos;
      for (const List& list : lists(p)) {
        const Claim& first = e_[list.ids.front()];
        const Claim& last = e_[list.ids.back()];
        if (static_cast<int>(list.ids.size()) != n) continue;
        const bool behind = first.start > c.end && (first.sentence == c.sentence || first.sentence == c.sentence + 1);
        const bool ahead = last.end < c.start && (last.sentence == c.sentence || last.sentence + 1 == c.sentence);
        if (!behind && !ahead) continue;
        constexpr std::size_t kOtherSide = 1000;
        const std::size_t far = behind ? first.start - c.end : c.start - last.end + (top ? kOtherSide : 0);
        if (far < least) nearest = &list, least = far;
      }
      if (nearest != nullptr) {
        std::vector<readback::Range> items;
        for (const int id : nearest->ids) items.push_back(item(e_[id]));
        return keep(c, Verdict::consistent, std::move(items), n);
      }
    }
    if ((n > 2 && textual(c, n)) || enumerated(c, n) || numbered(c, n) || rows(c, n)) return;
    if (p < 0) return;
    contradiction(c, n, p);
    names_before(c, n);
    summed(c, n);
  }

  /// 抽查食品、建材、成品油4大类: names alone right before the count, one too few or too many.
  void names_before(const Claim& c, int n) {
    const claim::Passage& passage = e_.passage(c.id);
    const View text = passage.text;
    constexpr std::size_t kLongestName = 8, kFarthest = 80;
    if (n < 3 ||
        (claim::start_any(c.noun, {U"类", U"大", U"种", U"项", U"个", U"家"}).empty() && !claim::starts_with(c.after, U"大类")))
      return;
    std::size_t from = c.start;
    while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？（）()“”\n") && c.start - from < kFarthest) --from;
    // 2010年抽查食品、…: the time before the list is no part of it.
    for (std::size_t i = c.start; i-- > from;)
      if (claim::is_digit(text[i])) {
        from = i + 1;
        break;
      }
    const View body = text.substr(from, c.start - from);
    const int listed = items(body);
    // A name may hold 及 or 和 itself, 等 leaves the list open, and a verb between says another thing.
    if (listed < 3 || std::abs(listed - n) != 1 || std::any_of(body.begin(), body.end(), claim::is_digit) ||
        body.find_first_of(U"等及与和或其共这上述以前") != View::npos)
      return;
    const View last = body.substr(body.rfind(U'、') + 1);
    if (last.size() > kLongestName || last.size() < 2 ||
        !claim::find_any(last, {U"为", U"是", U"有", U"在", U"合计", U"占", U"中", U"的"}).empty())
      return;
    keep(c, Verdict::contradictory, passage.range(from, from + body.find(U'、')),
         passage.range(from + body.rfind(U'、') + 1, c.start), listed);
  }

  /// 甲、乙、丙、丁等5个县分别增加9天、8天、7天、6天、5天: what 分别 gives a value each has a name each; 等 hides that one is
  /// lacking.
  bool name_lacking(const Claim& c, int n, int p) {
    const claim::Passage& passage = e_.passage(c.id);
    const View text = passage.text;
    constexpr std::size_t kFarthest = 80;
    constexpr int kFew = 5;  // of two or three names 等 may well tell a choice
    if (n < kFew || c.start == 0 || text[c.start - 1] != U'等') return false;
    std::size_t from = c.start;
    while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？（）()“”\n") && c.start - from < kFarthest) --from;
    const View body = text.substr(from, c.start - from - 1);
    const int listed = items(body);
    if (listed + 1 != n || body.find_first_of(U"及与和") != View::npos ||
        std::any_of(body.begin(), body.end(), claim::is_digit))
      return false;
    for (const List& list : lists(p)) {
      const Claim& first = e_[list.ids.front()];
      if (static_cast<int>(list.ids.size()) == n && first.id == c.id + 1 && first.sentence == c.sentence &&
          first.clause == c.clause && claim::contains(e_.between(c.id, first.id), U"分别")) {
        keep(c, Verdict::contradictory, passage.range(from, from + body.find(U'、')),
             passage.range(from + body.rfind(U'、') + 1, c.start), listed);
        return true;
      }
    }
    return false;
  }

  /// 上述四类共505件 of three parts; 三大货种中，A、B、C、D合计: a sum that holds says how many there are.
  void summed(const Claim& c, int n) {
    constexpr int kAhead = 24;
    constexpr std::size_t kLead = 8;
    if (!c.chinese) return;
    for (int id = c.id + 1; id < static_cast<int>(e_.all.size()) && id <= c.id + kAhead && e_[id].sentence == c.sentence; ++id)
      for (const int index : ledger_.of_result(id)) {
        const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
        const int k = static_cast<int>(entry.operands.size());
        if (entry.kind != "sum" || entry.verdict != Verdict::consistent || k < 3 || std::abs(k - n) != 1 || !entry.computed ||
            chance(e_[id], *entry.computed) > kEnough / 2)
          continue;
        const Claim &first = e_[entry.operands.front()], &last = e_[entry.operands.back()];
        if (first.passage != c.passage || last.passage != c.passage) continue;
        // Nothing but the total's verb, or the list's first name, stands between.
        const bool behind =
            last.end < c.start && id == c.id + 1 && e_[id].clause == c.clause && last.sentence >= c.sentence - 1;
        const bool ahead =
            first.start > c.end && first.id == c.id + 1 && first.start - c.noun_end <= kLead && id == last.id + 1;
        if (!behind && !ahead) continue;
        for (int other = first.id; other <= last.id; ++other)
          if (e_[other].role == Role::count) return;
        std::vector<readback::Range> items;
        for (const int part : entry.operands) items.push_back(item(e_[part]));
        return keep(c, Verdict::contradictory, std::move(items), k);
      }
  }

  int paragraph_of(const Claim& c) const { return e_.paragraph(c.id); }
  const std::vector<List>& lists(int p) {
    if (lists_for_ != p) {
      lists_ = lists_of(e_, e_.paragraphs()[static_cast<std::size_t>(p)]);
      lists_for_ = p;
    }
    return lists_;
  }

  /// The item of a list around its number.
  readback::Range item(const Claim& c) const {
    const claim::Passage& p = e_.passage(c.id);
    std::size_t from = c.start;
    while (from > 0 && !claim::one_of(p.text[from - 1], U"、，。；：") && c.start - from < 20) --from;
    return p.range(from, c.noun_end);
  }

  /// Items without numbers: A、B和C三类; 三类：A、B和C.
  bool textual(const Claim& c, int n) {
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    // Before: back to a mark that is no 、.
    std::size_t from = c.start;
    while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？\n") && c.start - from < 160) --from;
    if (items(text.substr(from, c.start - from)) == n) return keep_text(c, p, from, c.start, n);
    if (n > 1 && claim::contains(text.substr(from, c.start - from), U"、") && items_any(text.substr(from, c.start - from), n))
      return keep_text(c, p, from, c.start, n);
    // Behind: after ：, 为, 是, 包括, 即, up to the end of the sentence or segment.
    std::size_t stop = c.noun_end;
    while (stop < text.size() && !claim::one_of(text[stop], U"。；！？\n") && stop - c.noun_end < 300) ++stop;
    for (const View mark : {View(U"："), View(U"分别为"), View(U"分别是"), View(U"依次为"), View(U"依次是"), View(U"包括"),
                            View(U"即"), View(U"为"), View(U"是"), View(U"分别"), View(U"，")}) {
      const std::size_t at = text.substr(c.noun_end, stop - c.noun_end).find(mark);
      if (at == View::npos) continue;
      const std::size_t start = c.noun_end + at + mark.size();
      std::size_t end = start;
      while (end < stop && text[end] != U'，') ++end;
      if (items_any(text.substr(start, end - start), n)) return keep_text(c, p, start, end, n);
      if (items_any(text.substr(start, stop - start), n)) return keep_text(c, p, start, stop, n);
    }
    return false;
  }

  bool keep_text(const Claim& c, const claim::Passage& p, std::size_t from, std::size_t to, int n) {
    const View text = View(p.text).substr(from, to - from);
    std::size_t first = text.find(U'、'), last = text.rfind(U'、');
    if (first == View::npos) first = text.size() / 2, last = first;
    std::size_t tail = last;
    for (const char32_t joint : {U'和', U'及', U'与'}) {
      const std::size_t at = text.rfind(joint);
      if (at != View::npos && at > tail) tail = at;
    }
    if (from + first <= from || from + tail + 1 >= to) return false;
    keep(c, Verdict::consistent, p.range(from, from + first), p.range(from + tail + 1, to), n);
    return true;
  }

  static int items(View text) {
    if (!claim::contains(text, U"、")) return 0;
    return 1 + static_cast<int>(std::count(text.begin(), text.end(), U'、'));
  }
  /// 、 alone or with a last 和, 及, 与.
  static bool items_any(View text, int n) {
    const int plain = items(text);
    if (plain == n && plain >= 2) return true;
    const std::size_t mark = text.rfind(U'、');
    const View tail = mark == View::npos ? text : text.substr(mark);
    const bool joint = !claim::find_any(tail, {U"和", U"及", U"与", U"以及"}).empty();
    return joint && (plain == 0 ? 1 : plain) + 1 == n && (n > 2 || text.size() < 40);
  }

  /// 一是…二是…三是 behind the count.
  bool enumerated(const Claim& c, int n) {
    const claim::Passage& p = e_.passage(c.id);
    static constexpr View kDigits = U"一二三四五六七八九";
    std::size_t at = c.noun_end, first = 0, last = 0;
    int found = 0;
    for (; found < 9; ++found) {
      const Text mark = Text(1, kDigits[static_cast<std::size_t>(found)]) + U"是";
      const std::size_t next = View(p.text).find(mark, at);
      if (next == View::npos) break;
      if (found == 0) first = next;
      last = next;
      at = next + 2;
    }
    if (found < 2) return false;
    if (found != n) return other_count(c, n, found, first, last);
    const std::size_t end_first = std::min(p.text.find(U'；', first), p.text.find(U'。', first)),
                      end_last = std::min(p.text.find(U'；', last), p.text.find(U'。', last));
    keep(c, Verdict::consistent, p.range(first, std::min(end_first, p.text.size())),
         p.range(last, std::min(end_last, p.text.size())), n);
    return true;
  }

  /// 呈现三个特点：一是…；二是…；三是…；四是…: the count stands right before the first item.
  bool other_count(const Claim& c, int n, int found, std::size_t first, std::size_t last) {
    const claim::Passage& p = e_.passage(c.id);
    const View lead = View(p.text).substr(c.noun_end, first - c.noun_end);
    constexpr std::size_t kLead = 8;
    if (!c.chinese || lead.size() > kLead || lead.empty() || !claim::one_of(lead.back(), U"：，。:") ||
        std::abs(found - n) > 2 || claim::starts_with(lead, U"以上") || n > 9)
      return false;
    if (found < n) {  // the next may begin a paragraph of its own
      const Text next = Text(1, View(U"一二三四五六七八九")[static_cast<std::size_t>(found)]) + U"是";
      constexpr std::size_t kNear = 6;
      const auto at = static_cast<std::size_t>(c.passage);
      for (std::size_t q = at + 1; q < std::min(e_.claims.passages.size(), at + kNear); ++q)
        if (claim::contains(View(e_.claims.passages[q].text), next)) return false;
      for (const View other : {View(U"另外"), View(U"此外"), View(U"同时"), View(U"还有")})
        if (claim::contains(View(p.text).substr(last), other)) return false;
    }
    const auto end = [&](std::size_t from) {
      return std::min({p.text.find(U'；', from), p.text.find(U'。', from), p.text.size()});
    };
    keep(c, Verdict::contradictory, p.range(first, end(first)), p.range(last, end(last)), found);
    return true;
  }

  /// The ordinal that a passage begins with and how it is written: （一）, (1), 一、, 1. …; 0 if none.
  static std::pair<int, char32_t> marker(View text) {
    std::size_t i = 0;
    const bool bracket = !text.empty() && claim::one_of(text[0], U"（(");
    if (bracket) ++i;
    std::size_t end = i;
    while (end < text.size() && end - i < 3 &&
           (claim::is_digit(text[end]) || claim::one_of(text[end], U"一二三四五六七八九十")))
      ++end;
    if (end == i || end >= text.size()) return {0, U'\0'};
    const View digits = text.substr(i, end - i);
    int n = 0;
    if (claim::is_digit(digits[0]))
      for (const char32_t c : digits) n = claim::is_digit(c) ? n * 10 + static_cast<int>(c - U'0') : -1000;
    else
      n = claim::small_chinese_number(digits);
    const char32_t mark = text[end];
    const bool closes = claim::one_of(mark, U"）)");
    if (n <= 0 || (!closes && (bracket || !claim::one_of(mark, U"、.．是")))) return {0, U'\0'};
    if (mark == U'.' && end + 1 < text.size() && claim::is_digit(text[end + 1])) return {0, U'\0'};
    const bool han = !claim::is_digit(digits[0]);
    return {n, static_cast<char32_t>((closes ? U'）' : mark == U'．' ? U'.' : mark) + (han ? 1 : 0) * 0x100000)};
  }

  /// （一）…（九） behind 9个方面: paragraphs or headings that are numbered from one on.
  bool numbered(const Claim& c, int n) {
    if (n < 2) return false;
    constexpr std::size_t kMostPassages = 400;
    const std::vector<claim::Passage>& all = e_.claims.passages;
    const auto from = static_cast<std::size_t>(c.passage) + 1;
    std::vector<readback::Range> items;
    char32_t style = U'\0';
    for (std::size_t p = from; p < std::min(all.size(), from + kMostPassages); ++p) {
      if (all[p].cell >= 0) continue;
      const auto [ordinal, written] = marker(all[p].text);
      if (style == U'\0') {
        if (ordinal != 1) {
          if (p >= from + 2) return false;
          continue;
        }
        style = written;
      }
      if (written != style) continue;
      if (ordinal != static_cast<int>(items.size()) + 1) break;
      items.push_back(all[p].range(0, std::min<std::size_t>(all[p].text.size(), 16)));
    }
    if (static_cast<int>(items.size()) != n) return other_items(c, n, std::move(items));
    keep(c, Verdict::consistent, std::move(items), n);
    return true;
  }

  /// 需要说明的有三点：1. … 2. … 3. … 4. …: the count closes the paragraph that announces the items, and more of them follow.
  bool other_items(const Claim& c, int n, std::vector<readback::Range> items) {
    const View text = e_.passage(c.id).text;
    const View tail = text.substr(std::min(c.noun_end, text.size()));
    static const claim::Words kNouns = {U"点", U"个方面", U"方面", U"个特点", U"个问题", U"个原因", U"条", U"项", U"个"};
    if (!c.chinese || claim::start_any(c.noun.empty() ? Text(text.substr(c.end)) : c.noun, kNouns).empty()) return false;
    constexpr std::size_t kTail = 6;
    if (tail.empty() || tail.size() > kTail || !claim::one_of(tail.back(), U"：:。")) return false;
    const int listed = static_cast<int>(items.size());
    if (listed <= n || listed > n + 2) return false;
    keep(c, Verdict::contradictory, std::move(items), listed);
    return true;
  }

  /// The next table has as many rows.
  bool rows(const Claim& c, int n) {
    constexpr int kNear = 2;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      // The table that the sentence opens, or that it sums up.
      if (t.block == c.block) continue;
      std::vector<int> data;
      for (int r = t.header_rows; r < t.rows; ++r)
        if (!t.total[static_cast<std::size_t>(r)] && !t.row_label[static_cast<std::size_t>(r)].empty()) data.push_back(r);
      if (static_cast<int>(data.size()) != n || n < 3) continue;
      const readback::Block& block = e_.reading.blocks[static_cast<std::size_t>(t.block)];
      const auto range = [&](int row) {
        readback::Range out{0, 0};
        for (const readback::Cell& cell : block.cells)
          if (cell.row == row) out = out.end == 0 ? cell.range : readback::Range{out.start, cell.range.end};
        return out;
      };
      keep(c, Verdict::consistent, range(data.front()), range(data.back()), n);
      return true;
    }
    return false;
  }

  /// 前五位依次是A、B、C、D。: names alone, one too few or too many.
  bool names_only(const Claim& c, int n) {
    const claim::Passage& passage = e_.passage(c.id);
    const View text = passage.text;
    const std::size_t stop = std::min({text.find(U'。', c.noun_end), text.find(U'；', c.noun_end), text.size()});
    View rest = text.substr(c.noun_end, stop - c.noun_end);
    std::size_t from = View::npos;
    for (const View mark : {View(U"依次为"), View(U"依次是"), View(U"分别为"), View(U"分别是"), View(U"的是"), View(U"："),
                            View(U"还是"), View(U"仍是"), View(U"仍为"), View(U"为")})
      if (const std::size_t at = rest.find(mark); at != View::npos && (from == View::npos || at + mark.size() > from)) {
        constexpr std::size_t kLead = 14;
        if (at <= kLead) from = at + mark.size();
        break;
      }
    if (from == View::npos) return false;
    View body = rest.substr(from);
    if (claim::starts_with(body, U"：")) body.remove_prefix(1);
    if (body.size() < 4 || body.size() > 120 || std::any_of(body.begin(), body.end(), claim::is_digit) ||
        body.find_first_of(U"，；：（(！？\n等及与和或其") != View::npos)
      return false;
    const int listed = items(body);
    if (listed < 3 || std::abs(listed - n) != 1) return false;
    const std::size_t start = static_cast<std::size_t>(body.data() - text.data());
    keep(c, Verdict::contradictory, passage.range(start, start + body.find(U'、')),
         passage.range(start + body.rfind(U'、') + 1, start + body.size()), listed);
    return true;
  }

  void contradiction(const Claim& c, int n, int p) {
    if (n < 3) return;
    const bool top = !c.before.empty() && c.before.back() == U'前';
    if (top && names_only(c, n)) return;
    const claim::Passage& passage = e_.passage(c.id);
    for (const List& list : lists(p)) {
      const Claim &first = e_[list.ids.front()], &last = e_[list.ids.back()];
      if (first.start <= c.end || first.sentence != c.sentence || !list.uniform ||
          first.is_percentage() != last.is_percentage())
        continue;
      const View lead = View(passage.text).substr(c.end, first.start - c.end);
      if (lead.size() > 30 || claim::find_any(lead, {U"依次", U"分别", U"为", U"是", U"："}).empty()) continue;
      // 4种产品问题较突出：A24.8%，B23.1%，C21.1%。: what a colon opens.
      constexpr std::size_t kToColon = 14;
      const std::size_t colon = lead.find(U'：');
      if (!top &&
          (colon == View::npos || colon > kToColon || !claim::find_any(lead, {U"主要", U"其中", U"包括", U"如"}).empty()))
        continue;
      // One number an item, and the sentence or segment ends behind the last.
      const View text = passage.text;
      std::size_t end = last.noun_end;
      while (end < text.size() && claim::one_of(text[end], U"）)")) ++end;
      if (end < text.size() && !claim::one_of(text[end], U"。；，")) continue;
      if (end < text.size() && text[end] == U'，') {  // 第1位比第2位高出…, 均超过…: of the list, no item of it
        static const claim::Words kOfList = {U"第", U"均", U"都", U"合计", U"共", U"首尾", U"最高", U"上述", U"以上", U"占"};
        // 五类案件共1814起: so many as are listed.
        const View behind = text.substr(end + 1);
        const bool counted = behind.size() > 2 && claim::one_of(behind[1], U"项类者个种大家") &&
                             claim::small_chinese_number(behind.substr(0, 1)) == static_cast<int>(list.ids.size());
        if (!counted && claim::start_any(behind, kOfList).empty()) continue;
      }
      if (claim::contains(text.substr(first.start, last.noun_end - first.start), U"均") ||
          claim::contains(text.substr(first.start, last.noun_end - first.start), U"各"))
        continue;
      const int listed = static_cast<int>(list.ids.size());
      if (listed < 3 || std::abs(listed - n) != 1) continue;
      // 并列: ties share a place, so the first ten may be eleven.
      std::vector<Rational> places;
      for (const int id : list.ids)
        if (std::find(places.begin(), places.end(), e_[id].exact) == places.end()) places.push_back(e_[id].exact);
      if (static_cast<int>(places.size()) <= n && listed > n) continue;
      // The share of the list has told it.
      if (std::any_of(ledger_.entries().begin(), ledger_.entries().end(), [&](const Ledger::Entry& entry) {
            return entry.verdict == Verdict::contradictory && std::string_view(entry.rule) == "R207" &&
                   !entry.operands.empty() && entry.operands.front() == first.id;
          }))
        return;
      // Each item has its own name behind one 、.
      const View body = text.substr(c.end, last.noun_end - c.end);
      const auto marks = std::count(body.begin(), body.end(), U'、') + std::count(body.begin(), body.end(), U'和') +
                         std::count(body.begin(), body.end(), U'，') + std::count(body.begin(), body.end(), U'；');
      if (marks != listed - 1) continue;
      keep(c, Verdict::contradictory, item(first), item(last), listed);
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<List> lists_;
  int lists_for_ = -1;
};

}  // namespace

void check_counts(const Evidence& evidence, Ledger& ledger) { Counts(evidence, ledger).run(); }

}  // namespace zh::check
