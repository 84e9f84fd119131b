// The same number of every record of a list, whatever else the records tell.
//
//   S157 sum   较大事故24起、92人。煤矿1起3人，同比减少1起5人。…渔业船舶2起6人，…: the first 起 and the first 人 of each
//   paragraph;
//              旧存670件 … 刑事…旧存47件 … 民事…旧存602件 … 行政…旧存21件: what the same word leads
//   S159 sum   前两类相加76260件, 前五位合占56.2%: so many from the beginning of the list that was told last
//
// What: records are neighbouring segments, sentences or paragraphs; a slot is the first number of a noun, or the first behind a
// word (旧存, 结案); the slots of a run of records add up to an amount that was told before them. When contradictory: S157
// where the total bears the same word and one digit mends it; S159 likewise. When silent: two records without a common word; a
// total that other parts explain.
#include <algorithm>
#include <map>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;
constexpr std::size_t kMostRecords = 40;

class RecordSums {
 public:
  RecordSums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::vector<Record> paragraphs;
    for (const Ids& all : e_.paragraphs()) {
      if (e_.passage(all.front()).cell >= 0) continue;
      std::vector<Record> segments, sentences, lines;
      const View text = e_.passage(all.front()).text;
      int line = 0;
      std::size_t read = 0;
      for (const int id : all) {
        for (; read < e_[id].start && read < text.size(); ++read) line += text[read] == U'\n';
        put(segments, e_[id].segment, id);
        put(sentences, e_[id].sentence, id);
        put(lines, line, id);
      }
      if (lines.size() > 2) runs(lines);
      if (sentences.size() < segments.size()) runs(segments);
      runs(sentences);
      Record whole;
      whole.ids = all;
      paragraphs.push_back(std::move(whole));
      for (std::size_t i = 0; i < all.size(); ++i) front(all, i);
    }
    runs(paragraphs);
  }

 private:
  struct Key {
    Text noun, word;  ///< without a word: the first number of the noun
    bool prior;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Record {
    int key = 0;
    Ids ids;
    std::map<Key, int> slot;
  };
  bool datum(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.is_level() && !c.vague() && !c.averaged && !c.noun.empty() && c.exact.sign() >= 0 &&
           c.depth == 0 && !claim::one_of(c.noun[0], U"年月日天岁");
  }
  /// The characters right before the number, without a verb that says nothing.
  Text word_of(int id, std::size_t size) const {
    View words = e_[id].before;
    while (!words.empty() && claim::one_of(words.back(), U"了为有共达计约")) words.remove_suffix(1);
    if (words.size() < size) return {};
    const View own = words.substr(words.size() - size);
    return std::all_of(own.begin(), own.end(), claim::is_han) ? Text(own) : Text();
  }
  static void put(std::vector<Record>& records, int key, int id) {
    if (records.empty() || records.back().key != key) {
      records.emplace_back();
      records.back().key = key;
    }
    records.back().ids.push_back(id);
  }
  void slots(Record& r) const {
    for (const int id : r.ids) {
      if (!datum(id)) continue;
      const bool prior = e_[id].role == Role::prior;
      r.slot.try_emplace({e_[id].noun, {}, prior}, id);
      // 成交535套…；上周成交714套: what stands before the word tells two apart.
      constexpr std::size_t kWord = 2;
      for (const std::size_t size : {kWord, 2 * kWord})
        if (const Text word = word_of(id, size); !word.empty()) r.slot.try_emplace({e_[id].noun, word, prior}, id);
    }
  }

  void runs(std::vector<Record>& records) {
    for (Record& r : records) slots(r);
    std::map<Key, std::pair<std::size_t, Ids>> open;  ///< where the run has come to, and its numbers
    const auto close = [&](const Key& key, const Ids& ids) {
      if (ids.size() < 2 || ids.size() > kMostRecords) return;
      if (judge(key, ids) || judge(key, {ids.begin() + 1, ids.end()})) return;
      for (std::size_t whole = 0; whole + 3 < ids.size(); ++whole) grow(ids, whole);
    };
    for (std::size_t i = 0; i < records.size(); ++i)
      for (const auto& [key, id] : records[i].slot) {
        auto& [last, ids] = open[key];
        if (!ids.empty() && last + 1 != i) {
          close(key, ids);
          ids.clear();
        }
        last = i;
        ids.push_back(id);
      }
    for (const auto& [key, run] : open) close(key, run.second);
  }

  /// The amounts before a run, nearest first.
  bool judge(const Key& key, const Ids& ids) {
    if (ids.size() < 2 || (ids.size() == 2 && key.word.empty())) return false;
    const Interval sum = sum_of(e_, ids);
    const Claim& first = e_[ids.front()];
    constexpr int kBlocks = 6, kMost = 20;
    std::int64_t spent = 0;
    int tried = 0, named = -1;
    for (int place = e_.place(first.id) - 1; place >= 0 && tried < kMost; --place) {
      const int id = e_.prose()[static_cast<std::size_t>(place)];
      const Claim& whole = e_[id];
      if (first.block - whole.block > kBlocks) break;
      if (!datum(id) || whole.noun != key.noun || (whole.role == Role::prior) != key.prior || whole.exact <= first.exact)
        continue;
      const bool same = !key.word.empty() && word_of(id, key.word.size()) == key.word;
      if (ids.size() == 2 && !same) continue;
      if (same && named < 0) named = id;
      ++tried;
      spent += chance(whole, sum) / (same ? 4 : 1);
      if (spent > kEnough) return false;
      if (fit(whole, sum) != Fit::rounded) continue;
      if (known(id, ids)) return true;
      confirm(e_, ledger_, "S157", "sum", id, ids, sum, joined(e_, ids, " + "));
      return true;
    }
    if (named >= 0 && ids.size() >= 3 && !ledger_.explained(named, {"sum"}))
      miss(e_, ledger_, {"S157", "sum", named, ids, zh::check::total, Tie::weak, Formula::joined(" + "), "而所列各项相加"});
    return false;
  }
  /// The slot of one record may be the total of those that follow: grown until they reach it.
  void grow(const Ids& ids, std::size_t at) {
    const Claim& whole = e_[ids[at]];
    Ids parts;
    Interval sum = Interval::exactly(0);
    std::int64_t spent = 0;
    for (std::size_t k = at + 1; k < ids.size(); ++k) {
      if (e_[ids[k]].exact >= whole.exact) return;
      parts.push_back(ids[k]);
      sum = sum + e_[ids[k]].value;
      constexpr std::size_t kFewest = 3;
      if (parts.size() < kFewest) continue;
      spent += chance(whole, sum) / 2;
      if (spent > kEnough || sum.low > whole.value.high) return;
      if (fit(whole, sum) != Fit::rounded) continue;
      if (!known(whole.id, parts)) confirm(e_, ledger_, "S157", "sum", whole.id, parts, sum, joined(e_, parts, " + "));
      return;
    }
  }
  /// Whether a sum of the total has one of the parts already.
  bool known(int total, const Ids& parts) const {
    for (const int index : ledger_.of_result(total)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      if (entry.kind == "sum" && std::any_of(parts.begin(), parts.end(), [&](int id) {
            return std::find(entry.operands.begin(), entry.operands.end(), id) != entry.operands.end();
          }))
        return true;
    }
    return false;
  }

  // ---- the first of a list

  static int front_count(View words) {
    for (std::size_t at = words.rfind(U'前'); at != View::npos && at + 2 < words.size();) {
      const int n = claim::is_digit(words[at + 1]) ? static_cast<int>(words[at + 1] - U'0')
                                                   : claim::small_chinese_number(words.substr(at + 1, 1));
      if (n >= 2 && claim::one_of(words[at + 2], U"项类位种大个名家年者")) return n;
      if (at == 0) break;
      at = words.rfind(U'前', at - 1);
    }
    return 0;
  }
  void front(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const bool share = c.is_percentage() && c.role != Role::growth;
    if (c.vague() || c.chinese || (!share && (!c.is_amount() || c.role != Role::level || c.noun.empty()))) return;
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。；！？\n");
    const View lead = text.substr(from, c.start - from);
    constexpr std::size_t kLead = 30;
    if (lead.size() > kLead ||
        claim::find_any(lead, {U"合计", U"共计", U"相加", U"合占", U"之和", U"加起来", U"累计", U"总共"}).empty())
      return;
    const auto count = static_cast<std::size_t>(front_count(lead));
    if (count < 2) return;
    // The nearest sentence before, or this one, that lists as many and more.
    std::map<int, Ids, std::greater<>> lists;
    for (std::size_t j = 0; j < i; ++j) {
      const Claim& x = e_[all[j]];
      if (c.sentence - x.sentence > 3 || x.vague() || x.chinese || x.kind != c.kind) continue;
      const bool like = share ? x.is_percentage() && x.role != Role::growth : x.is_amount() && x.is_level() && x.noun == c.noun;
      if (like) lists[x.sentence].push_back(x.id);
    }
    for (const auto& [sentence, list] : lists) {
      if (list.size() < count) continue;
      const Ids parts(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count));
      const Interval sum = sum_of(e_, parts);
      if (fit(c, sum) == Fit::rounded)
        confirm(e_, ledger_, "S159", "sum", c.id, parts, sum, joined(e_, parts, " + "));
      else if (!ledger_.explained(c.id, {"sum"}))
        miss(e_, ledger_,
             {"S159", "sum", c.id, parts, zh::check::total, Tie::strong, joined(e_, parts, " + "), "而所列前几项相加"});
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_record_sums(const Evidence& evidence, Ledger& ledger) { RecordSums(evidence, ledger).run(); }

}  // namespace zh::check
