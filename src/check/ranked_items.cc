// Ranked items that stand behind marks, in one paragraph or in paragraphs of their own.
//
//   O905 order   人气榜：①清明上河园45.07　②银基国际43.21　③云台山39.6: the first numbers of the items fall
//   O905 order   来电诉求前五类：/1. 农林畜牧水利　1590件/2. 社会保障　1485件: and where each item is a paragraph
//
//   N126 count   五家合计204.28万人次: the paragraph behind the items counts as many
//
// When contradictory (a warning): the words in front say that the items are ranked, there are four or more, and without one of
// two neighbours the rest falls. When silent: nothing announces an order and they do not fall.
#include <algorithm>

#include "check/lists.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class RankedItems {
 public:
  RankedItems(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) circles(all);
    for (std::size_t p = 0; p + 1 < e_.claims.passages.size(); ++p) paragraphs(p);
  }

 private:
  static bool announces(View words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (claim::one_of(words[i], U"前头") && claim::one_of(words[i + 1], U"三四五六七八九十35678") &&
          !(i + 2 < words.size() && claim::one_of(words[i + 2], U"季个月年天")))
        return true;
    return claim::find_any(words, {U"排名", U"排行", U"榜", U"居前", U"靠前", U"由高到低", U"由大到小", U"由多到少"}).size() >
           0;
  }

  /// The first amount of each item of ①…②…③ in one paragraph.
  void circles(const std::vector<int>& all) {
    const View text = e_.passage(all.front()).text;
    const std::size_t first = text.find(U'①');
    if (first == View::npos) return;
    std::vector<int> ids;
    std::size_t at = first;
    for (char32_t mark = U'①'; mark <= U'⑳' && at != View::npos; ++mark) {
      const std::size_t next = text.find(static_cast<char32_t>(mark + 1), at);
      const auto found = std::find_if(all.begin(), all.end(), [&](int id) {
        return e_[id].start > at && (next == View::npos || e_[id].end <= next) && usable(e_[id]);
      });
      if (found == all.end() || (!ids.empty() && !like(*found, ids.front()))) return;
      ids.push_back(*found);
      at = next;
    }
    const int passage = e_[all.front()].passage;
    Text words(text.substr(first > 30 ? first - 30 : 0, std::min<std::size_t>(first, 30)));
    if (first < 2 && passage > 0) words = e_.claims.passages[static_cast<std::size_t>(passage) - 1].text;
    judge(ids, announces(words));
    counted(ids);
  }

  /// 五家合计204.28万人次: the line or paragraph behind the items counts them.
  void counted(const std::vector<int>& ids) {
    if (ids.size() < 3) return;
    const Claim& last = e_[ids.back()];
    const auto at = std::find_if(e_.all.begin() + last.id + 1, e_.all.end(), [&](const Claim& c) {
      return c.passage > last.passage + 1 || (c.role == Role::count && c.chinese);
    });
    if (at == e_.all.end() || at->passage > last.passage + 1 || e_.passage(at->id).cell >= 0) return;
    const View text = e_.passage(at->id).text;
    // A line break is gone where the lines are of one paragraph.
    const bool next_line = at->passage == last.passage && at->start >= last.noun_end && at->start - last.noun_end <= 1;
    if (at->start > 0 && !next_line && text[at->start - 1] != U'。') return;
    const View behind = text.substr(at->noun_end, std::min<std::size_t>(4, text.size() - at->noun_end));
    if (claim::start_any(behind, {U"合计", U"共", U"相加", U"之和", U"加起来"}).empty()) return;
    const Rational listed(static_cast<std::int64_t>(ids.size()));
    const bool holds = at->exact == listed;
    if (!holds && (at->exact - listed).abs() != Rational(1)) return;
    std::vector<readback::Range> spans = {e_[ids.front()].range, e_[ids.back()].range};
    const std::string count = number_text(e_, at->id), found = std::to_string(ids.size());
    ledger_.tell("N126", "count", holds ? Verdict::consistent : Verdict::contradictory, at->id, {},
                 count + (holds ? " = " : " ≠ ") + "列出" + found + "项",
                 holds ? "" : "文中称" + count + "，而其前列出的是" + found + "项", 1, std::move(spans));
  }

  /// Paragraphs 1. 2. 3. behind one that ends with a colon.
  void paragraphs(std::size_t p) {
    const claim::Passage& lead = e_.claims.passages[p];
    if (lead.cell >= 0 || lead.text.empty() || !claim::one_of(lead.text.back(), U"：:") || !announces(lead.text)) return;
    std::vector<int> ids;
    for (std::size_t q = p + 1; q < e_.claims.passages.size() && q < p + 16; ++q) {
      const claim::Passage& item = e_.claims.passages[q];
      if (item.cell >= 0 || numbering_level(item.text) == 0) break;
      const auto at = std::lower_bound(e_.all.begin(), e_.all.end(), static_cast<int>(q),
                                       [](const Claim& c, int x) { return c.passage < x; });
      int found = -1;
      for (auto it = at; it != e_.all.end() && it->passage == static_cast<int>(q) && found < 0; ++it)
        if (usable(*it)) found = it->id;
      if (found < 0 || (!ids.empty() && !like(found, ids.front()))) return;
      ids.push_back(found);
    }
    judge(ids, true);
    counted(ids);
  }
  static bool usable(const Claim& c) {
    return (c.is_amount() || c.is_percentage()) && c.role != Role::label && c.role != Role::date && c.role != Role::growth &&
           c.role != Role::change && !c.vague() && !c.chinese;
  }
  bool like(int a, int b) const {
    return e_[a].kind == e_[b].kind && e_[a].noun == e_[b].noun && e_[a].is_percentage() == e_[b].is_percentage();
  }

  void judge(const std::vector<int>& ids, bool announced) {
    if (ids.size() < 3) return;
    std::vector<std::size_t> breaks;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
      if (e_[ids[i]].exact < e_[ids[i + 1]].exact) breaks.push_back(i);
    if (breaks.empty() && (announced || ids.size() >= 4) && e_[ids.front()].exact > e_[ids.back()].exact) {
      ledger_.tell("O905", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()}, joined(e_, ids, " ≥ "));
      return;
    }
    if (!announced || breaks.size() != 1 || ids.size() < 4) return;
    const std::size_t at = breaks.front();
    if (!falls_without(e_, ids, at) && !falls_without(e_, ids, at + 1)) return;
    ledger_.tell("O905", "order", Verdict::contradictory, ids[at], {ids[at + 1]},
                 number_text(e_, ids[at]) + " < " + number_text(e_, ids[at + 1]),
                 "称按大小排列，而" + number_text(e_, ids[at]) + "之后是" + number_text(e_, ids[at + 1]), 1);
  }
  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_ranked_items(const Evidence& evidence, Ledger& ledger) { RankedItems(evidence, ledger).run(); }

}  // namespace zh::check
