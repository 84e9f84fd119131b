#pragma once
#include "check/result.h"
#include "project/build.h"
#include "readback/reading.h"

namespace zh::project {

struct Against {
  int compared = 0;  ///< numerals of the document that stand where the project's report has one
  int differing = 0;
  int unknown = 0;  ///< numerals that the project's report does not have
  int missing = 0;  ///< facts of the project's report that the document does not have
};

/// A report beside the one that the project builds from its returns. Line by line: a number that differs from the project's is
/// an error that names the fact and its cells (A101); so is a direction (增长, 下降 …) that differs (A102) and a number that is
/// gone from its sentence (A103). Numbers that agree become checked. Findings are added to `result`, before the others.
Against check_against(const readback::Reading& reading, const Model& model, check::Result& result);

}  // namespace zh::project
