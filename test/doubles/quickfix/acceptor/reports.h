#pragma once

#include "Venue.h"

/** An ExecutionReport (8); of a fill it tells the average price (6) and no LastPx (31), as cTrader does. */
inline FIX::Message reportOf(const Order& order, const std::string& kind) {
  FIX::Message report = makeMessage("8", {
      {37, order.id},
      {11, order.client},
      {150, kind},
      {39, order.status},
      {55, order.symbol},
      {54, order.side},
      {38, quantityText(order.quantity)},
      {14, quantityText(order.filled)},
      {151, quantityText(order.quantity - order.filled)},
      {6, order.average},
      {40, order.kind},
      {44, order.price},
      {99, order.stop},
      {59, order.kind == "1" ? "3" : order.expiry.empty() ? "1" : "6"},
      {126, order.expiry},
      {60, order.changed},
      {721, order.position},
      {494, order.label},
  });
  if (kind == "F") report.setField(32, quantityText(order.filled));
  return report;
}

inline Reports only(const FIX::Message& message) { return {{message, false}}; }

/** A NewOrderSingle that is refused. */
inline Reports refuseOrder(const FIX::Message& request, const std::string& why) {
  FIX::Message report = makeMessage("8", {{37, "6999"}, {150, "8"}, {39, "8"}, {14, "0"}, {151, "0"}, {103, "0"}, {58, why}});
  for (const int tag : {11, 38, 40, 44, 54, 55, 60, 99, 494, 721})
    if (request.isSetField(tag)) report.setField(tag, request.getField(tag));
  return only(report);
}

/** A BusinessMessageReject: 379 holds the id of the request, whichever field that is. */
inline Reports refuse(const FIX::Message& request, const std::string& why) {
  std::string id;
  for (const int tag : {11, 584, 710, 262, 320})
    if (id.empty()) id = fieldOf(request, tag);
  const std::string number = request.getHeader().getField(FIX::FIELD::MsgSeqNum);
  return only(makeMessage("j", {{45, number}, {372, typeOf(request)}, {379, id}, {380, "0"}, {58, why}}));
}

inline Reports refuseAsNotFound(const FIX::Message& request) {
  const std::string named = fieldOf(request, 41).empty() ? fieldOf(request, 11) : fieldOf(request, 41);
  return refuse(request, "ORDER_NOT_FOUND:Order with clientOrderId=" + named + " not found.");
}

/** A cancel (434=1) or replace (434=2) of an order that is refused. */
inline Reports refuseChange(const FIX::Message& request, const Order& order, const std::string& why) {
  return only(makeMessage("9", {
      {37, order.id},
      {11, fieldOf(request, 11)},
      {41, fieldOf(request, 41)},
      {39, order.status},
      {434, typeOf(request) == "F" ? "1" : "2"},
      {58, why},
  }));
}
