#pragma once
#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "simulate/declare.h"

namespace zh::simulate {

/// The values that a field can have, as far as margins tell them apart: the codes of its list, yes and no, or the words that
/// are named somewhere and one for all others; and no value at all.
class Domain {
 public:
  using Set = std::vector<bool>;
  Domain(const catalog::Field& field, const catalog::Catalog& catalog);
  const catalog::Field& field() const { return *field_; }
  /// Texts have only the values that somebody names. Before anything else.
  void name(const std::string& word);
  void finish();  ///< after all names

  int size() const { return static_cast<int>(words_.size()) + 2; }
  int other() const { return static_cast<int>(words_.size()); }  ///< any value that nobody names
  int empty() const { return other() + 1; }
  const std::string& word(int value) const { return words_[static_cast<std::size_t>(value)]; }  ///< as it is written into files
  bool leaf(int value) const { return leaves_[static_cast<std::size_t>(value)]; }

  /// What is meant by words; a word that the field cannot have is left out and put into `unknown`.
  Set of(const std::vector<std::string>& words, std::string* unknown = nullptr) const;
  Set of(const catalog::RecordFilter& filter, std::string* unknown = nullptr) const;

  /// Sets are kept once and known by number; 0 is the set of all values, -1 the empty one.
  int keep(const Set& set);
  const Set& set(int number) const { return sets_[static_cast<std::size_t>(number)]; }
  int meet(int a, int b);
  int without(int a, int b);
  /// The only value in a set; -1 if there are more.
  int single(int number) const;
  std::int64_t weight(int number) const;   ///< values in a set; what nobody names counts for many
  std::string describe(int number) const;  ///< 甲、乙等12项

 private:
  const catalog::Field* field_;
  catalog::CodeList list_;
  bool listed_ = false;
  std::vector<std::string> words_;
  std::vector<bool> leaves_;
  std::map<std::string, int> index_;
  std::vector<Set> sets_;
  std::map<Set, int> numbers_;
  std::map<std::pair<int, int>, int> meets_;
};

}  // namespace zh::simulate
