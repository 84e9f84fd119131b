// Lists that stand right behind their whole, and lists of their own paragraph that divide what was told before.
//
//   S152 sum          达标92.4%，其中优61.7%、良30.7%; 事故5起，即道路交通2起、火灾2起、工矿1起: all that follows in the
//   segment
//                     or sentence
//   S153 sum          来信247封，涉及37个单位。(new paragraph) 按来信分类：市场监管26封（10.5%），道路交通32封（13%）…
//                     also of changes: 减少8起：交通少5起，采矿少1起，建筑少2起
//   C701 complement   the shares that stand beside every item of such a list
//
// Why: words (其中, 即, 包括, 里, ：, 按…分) and marks say where the list begins and that it is all; so few and small counts
// are believed that arithmetic alone may not choose. When contradictory: other rules wait with such lists (S134, S131); these
// only for a slip of one digit. When silent: something of the noun goes on beside the list; 其中 of some only.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class OpenedLists {
 public:
  OpenedLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& paragraph : e_.paragraphs()) {
      Ids all;
      for (const int id : paragraph)
        if (!e_[id].chinese && e_[id].role != Role::count && e_[id].role != Role::date && e_[id].role != Role::label)
          all.push_back(id);
      for (std::size_t i = 0; i + 2 < all.size(); ++i)
        if (can_be_whole(all[i])) behind(all, i);
      for (std::size_t i = 0; i + 2 < all.size(); ++i)
        if (begins(all, i)) divided(all, i);
    }
  }

 private:
  static bool share_like(const Claim& c) {
    return c.is_percentage() && (c.role == Role::share || c.role == Role::rate || c.role == Role::percent);
  }
  static bool moves(const Claim& c) { return c.is_amount() && c.role == Role::change; }
  bool member(int id) const {
    const Claim& c = e_[id];
    if (c.vague() || c.averaged) return false;
    return moves(c) || (c.exact.sign() >= 0 && ((c.is_amount() && c.is_level()) || share_like(c)));
  }
  bool can_be_whole(int id) const { return member(id) && e_[id].exact.sign() != 0 && !e_.mean(id); }
  bool alike(int a, int b) const {
    return e_[a].kind == e_[b].kind && (e_[a].is_percentage() || one_measure(e_[a].noun, e_[b].noun)) &&
           moves(e_[a]) == moves(e_[b]);
  }
  /// 申请10件，其中当面申请1宗: cases have several measure words.
  static bool one_measure(const Text& a, const Text& b) {
    static constexpr View kCases = U"件宗起例";
    return a == b || (a.size() == 1 && b.size() == 1 && claim::one_of(a[0], kCases) && claim::one_of(b[0], kCases));
  }
  /// Words before a part that say that it lies inside another, or is of another time.
  static bool inside(const Claim& c) {
    return !claim::find_any(c.before, {U"其中", U"含", U"内有"}).empty() || (!moves(c) && of_other_time(c));
  }
  static bool of_other_time(const Claim& c) {
    return !claim::find_any(c.before, {U"上年", U"去年", U"同期", U"上月", U"比", U"较"}).empty();
  }
  static bool ends_list(const Claim& c) {
    return !claim::find_any(c.before, {U"另有", U"另外", U"此外", U"合计", U"共计", U"累计", U"总计", U"相加", U"超过", U"顺差",
                                       U"逆差", U"高于", U"低于", U"相差", U"差距"})
                .empty();
  }

  /// 去年同期三项依次为1904.7万件、9987.2万件: the time is told of the first.
  bool beside(const Claim& last, const Claim& c) const {
    constexpr std::size_t kName = 8;
    const View between = View(e_.passage(c.id).text).substr(last.noun_end, c.start - last.noun_end);
    return !between.empty() && between.size() <= kName && claim::one_of(between[0], U"、和与及");
  }
  /// The like numbers from the j-th on that stand as deep as it, up to the end of its sentence or of its segment.
  Ids list_from(const Ids& all, std::size_t j, bool segment) const {
    const Claim& first = e_[all[j]];
    Ids out = {first.id};
    constexpr std::size_t kMost = 80;
    for (std::size_t k = j + 1; k < all.size() && k < j + 4 * kMost && out.size() < kMost; ++k) {
      const Claim& c = e_[all[k]];
      if (c.sentence != first.sentence || (segment && c.segment != first.segment)) break;
      if (!alike(c.id, first.id)) continue;
      if (ends_list(c)) break;
      if (c.depth < first.depth) break;
      if (c.depth > first.depth || inside(c) || c.role == Role::growth ||
          ((c.role == Role::prior) != (first.role == Role::prior) && !beside(e_[out.back()], c)))
        continue;
      if (!member(c.id)) return {};
      out.push_back(c.id);
    }
    return out;
  }
  enum class Opened { no, among, all };
  static Opened opened(View lead) {
    if (!claim::find_any(lead, {U"其中", U"含"}).empty()) return Opened::among;
    if (!claim::find_any(lead, {U"，即", U"分别", U"包括", U"分为", U"里，", U"中，", U"，由"}).empty() &&
        claim::find_any(lead, {U"，即将", U"，由于"}).empty())
      return Opened::all;
    if (!lead.empty() && claim::one_of(lead.back(), U"：:")) return Opened::all;
    return lead.empty() || !claim::one_of(lead.front(), U"：:") ? Opened::no : Opened::all;
  }

  void behind(const Ids& all, std::size_t i) {
    const Claim& whole = e_[all[i]];
    constexpr std::size_t kLead = 45;
    std::size_t j = i + 1;
    // 增长9%，较上年…: what is said of the whole itself may stand between.
    constexpr std::size_t kFar = 12;  // numbers
    while (j < all.size() && j < i + kFar &&
           (!alike(all[j], whole.id) || !member(all[j]) || e_[all[j]].role == Role::prior ||
            (!moves(whole) && of_other_time(e_[all[j]]))))
      ++j;
    if (j >= all.size() || j >= i + kFar || e_[all[j]].sentence - whole.sentence > 1 || e_[all[j]].passage != whole.passage)
      return;
    const View text = e_.passage(whole.id).text;
    const View lead = text.substr(whole.noun_end, e_[all[j]].start - whole.noun_end);
    if (lead.size() > kLead || ends_list(e_[all[j]])) return;
    const Opened how = opened(lead);
    for (const bool segment : {false, true}) {
      const Ids list = list_from(all, j, segment);
      if (list.size() < 2 || !smaller(list, whole.id)) continue;
      const Interval sum = sum_of(e_, list);
      if (fit(whole, sum) != Fit::rounded) continue;
      if (how == Opened::no && !fills_sentence(all, i, list)) continue;
      confirm(e_, ledger_, "S152", "sum", whole.id, list, sum, moves(whole) ? moves_joined(list) : joined(e_, list, " + "));
      return;
    }
    if (how != Opened::all || ledger_.explained(whole.id, {"sum"})) return;
    const Ids list = list_from(all, j, e_[all[j]].sentence == whole.sentence);
    if (list.size() < 3 || !smaller(list, whole.id)) return;
    miss(e_, ledger_,
         {"S152", "sum", whole.id, list, zh::check::total, counted_behind(list) ? Tie::certain : Tie::medium,
          Formula::joined(" + "), "而所列各项相加"});
  }
  /// 包括咨询124599件、求助56672件、…、其他9791件七类: as many as stand there.
  bool counted_behind(const Ids& list) const {
    const Claim& last = e_[list.back()];
    const View text = View(e_.passage(last.id).text).substr(last.noun_end);
    if (text.size() < 2) return false;
    const bool digit = claim::is_digit(text[0]);
    const int count = digit ? static_cast<int>(text[0] - U'0') : claim::small_chinese_number(text.substr(0, 1));
    return count == static_cast<int>(list.size()) && claim::one_of(text[1], U"类项种大部");
  }
  /// 851049人次 − 3925人次
  std::string moves_joined(const Ids& list) const {
    const bool falls = e_[list.front()].exact.sign() < 0;
    std::string out;
    for (const int id : list) {
      if (!out.empty()) out += (e_[id].exact.sign() < 0) == falls ? " + " : " − ";
      out += number_text(e_, id);
    }
    return out;
  }
  bool smaller(const Ids& list, int whole) const {
    return std::all_of(list.begin(), list.end(),
                       [&](int id) { return e_[id].exact.abs() <= e_[whole].exact.abs() || moves(e_[id]); }) &&
           std::count_if(list.begin(), list.end(), [&](int id) { return e_[id].exact.sign() != 0; }) > 0;
  }
  /// No word opens the list: then whole and list are all of their noun in one sentence, and more than chance would give.
  bool fills_sentence(const Ids& all, std::size_t i, const Ids& list) const {
    const Claim& whole = e_[all[i]];
    const bool next = moves(whole) && list.size() >= 3;  // 减少8起。交通…，少5起；采矿…，少1起；…
    if ((e_[list.back()].sentence != whole.sentence && !next) || e_[list.front()].depth != whole.depth) return false;
    constexpr int kTwo = 30;
    if (list.size() == 2 && whole.exact.abs() < Rational(kTwo) && !whole_by_name(e_[list[0]].name, e_[list[1]].name))
      return false;
    std::size_t others = 0;
    for (std::size_t k = 0; k < all.size(); ++k)
      if ((e_[all[k]].sentence == whole.sentence || e_[all[k]].sentence == e_[list.back()].sentence) &&
          alike(all[k], whole.id) && e_[all[k]].depth <= whole.depth)
        ++others;
    return others == list.size() + 1;
  }

  /// 按来信分类：, 从类型看，: the sentence begins with words that divide what was told.
  bool begins(const Ids& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    if (!member(c.id) || !c.is_amount() || c.noun.empty()) return false;
    if (i > 0 && e_[all[i - 1]].passage == c.passage && e_[all[i - 1]].sentence == c.sentence) return false;
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    const View lead = text.substr(from, c.start - from);
    if (c.role == Role::prior) return true;  // 与上年同期的咨询10317件、投诉3390件、举报1002件相比
    constexpr std::size_t kLead = 50;
    if (lead.size() < 4 || lead.size() > kLead || claim::find_any(lead, {U"前", U"主要", U"其中", U"例如"}).size() > 0)
      return false;
    const bool says = (claim::find_any(lead, {U"按", U"从", U"分"}).size() > 0 &&
                       claim::find_any(lead, {U"，", U"：", U":", U","}).size() > 0);
    return says || claim::find_any(lead, {U"依次为", U"分别为", U"如下", U"中，", U"中,"}).size() > 0;
  }
  void divided(const Ids& all, std::size_t i) {
    const Ids list = list_from(all, i, false);
    if (list.size() < 3 || list.size() > 60) return;
    const Interval sum = sum_of(e_, list);
    const Claim& first = e_[list.front()];
    constexpr int kBlocks = 8, kMost = 24;
    std::int64_t spent = 0;
    int tried = 0;
    for (int place = e_.place(first.id) - 1; place >= 0 && tried < kMost; --place) {
      const Claim& whole = e_[e_.prose()[static_cast<std::size_t>(place)]];
      if (first.block - whole.block > kBlocks) break;
      if (!member(whole.id) || !alike(whole.id, first.id) || !smaller(list, whole.id) ||
          (whole.role == Role::prior) != (first.role == Role::prior))
        continue;
      ++tried;
      spent += chance(whole, sum);
      if (spent > kEnough) return;
      if (fit(whole, sum) != Fit::rounded) continue;
      confirm(e_, ledger_, "S153", "sum", whole.id, list, sum, joined(e_, list, " + "));
      shares(list);
      return;
    }
  }
  /// The shares right behind all items.
  void shares(const Ids& list) {
    Ids beside;
    for (const int id : list) {
      const int next = id + 1;
      if (next >= static_cast<int>(e_.all.size()) || !e_[next].is_percentage() || e_[next].role == Role::growth ||
          e_[next].passage != e_[id].passage || e_[next].segment != e_[id].segment || e_[next].vague())
        return;
      beside.push_back(next);
    }
    if (!sum_of(e_, beside).contains(Rational(100))) return;
    const Ids others(beside.begin() + 1, beside.end());
    Ledger::Entry entry;
    entry.rule = "C701";
    entry.kind = "complement";
    entry.result = beside.front();
    entry.operands = others;
    entry.computed = Interval::exactly(100) - sum_of(e_, others);
    entry.formula = joined(e_, beside, " + ") + " = 100%";
    entry.message = entry.formula;
    ledger_.add(std::move(entry));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_opened_lists(const Evidence& evidence, Ledger& ledger) { OpenedLists(evidence, ledger).run(); }

}  // namespace zh::check
