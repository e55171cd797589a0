#pragma once

#include <regex>

#include "messages.h"

static const std::string SENDER = "demo.broker.12345";
static const std::string TARGET = "cServer";
static const std::string LOGIN = "12345";
static const std::string PASSWORD = "fix-password";

/** How far a client's clock may be off, in s: less than any two time zones differ. */
static const double TOLERANCE = 15 * 60;

/** A field of a message as it came; an absent one is empty. */
inline std::string rawField(const std::string& message, int tag) {
  const std::string start = "\001" + std::to_string(tag) + "=";
  const size_t found = message.find(start);
  if (found == std::string::npos) return "";
  const size_t from = found + start.size();
  return message.substr(from, message.find('\001', from) - from);
}

/** Whether the tags in front of the body come as cTrader wants them. */
inline bool hasHeaderOrder(const std::string& message) {
  static const std::regex header("8=[^\001]*\0019=[^\001]*\00135=[^\001]*\00149=[^\001]*\00156=[^\001]*\00157=(TRADE|QUOTE)\001"
                                 "(50=[^\001]*\001)?34=[^\001]*\00152=[^\001]*\001");
  return std::regex_search(message, header, std::regex_constants::match_continuous);
}

inline bool isUtcNow(const std::string& text) {
  std::tm parts{};
  const char* rest = strptime(text.c_str(), "%Y%m%d-%H:%M:%S", &parts);
  return rest && std::fabs(timegm(&parts) - nowInSeconds()) < TOLERANCE;
}

/** cTrader does not answer what it takes for invalid: the order of the header, a local time, an unknown target. */
inline bool isHeard(const std::string& message) {
  return hasHeaderOrder(message) && rawField(message, 56) == TARGET && isUtcNow(rawField(message, 52));
}

/** Why a Logon that is heard is refused; empty where it is not. */
inline std::string refusalOf(const FIX::Message& logon, const std::string& line) {
  const FIX::FieldMap& header = logon.getHeader();
  const std::string qualifier = fieldOf(header, 57), sub = fieldOf(header, 50);
  const std::string expected = "' is unexpected, expected '" + line + "'";
  if (qualifier != line) return "TargetSubID '" + qualifier + expected;
  if (line == "QUOTE" && sub != line) return "SenderSubID '" + sub + expected;
  const bool isRight = fieldOf(header, 49) == SENDER && fieldOf(logon, 553) == LOGIN && fieldOf(logon, 554) == PASSWORD;
  return isRight ? "" : "InternalError: RET_INVALID_DATA";
}
