/** An acceptor on QuickFIX that behaves as cTrader does: two ports on loopback, commands on stdin, what happens on stdout. */
#include <arpa/inet.h>
#include <csignal>
#include <list>
#include <netinet/in.h>

#include "control.h"

struct Listener {
  Line& line;
  int socket;
};

struct Client {
  explicit Client(const Listener& listener)
      : line(listener.line), connection(accept(listener.socket, nullptr, nullptr)) {}

  Line& line;
  Connection connection;
};

static Listener listenFor(Line& line) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(socket, 64) != 0) std::exit(1);
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  std::cout << "listens " << line.name << " " << ntohs(address.sin_port) << "\n" << std::flush;
  return {line, socket};
}

/** Whether there may be more of them. */
static bool readCommands(std::string& commands) {
  char bytes[4096];
  const ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
  if (count > 0) commands.append(bytes, count);
  return count > 0;
}

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  Venue venue;
  Requests requests(venue);
  Line trade("TRADE", venue, requests), quote("QUOTE", venue, requests);
  const Listener listeners[] = {listenFor(trade), listenFor(quote)};
  std::list<Client> clients;
  Control control(trade, quote, venue, requests, [&] {
    for (Client& client : clients) client.connection.cut();
  });

  for (std::string commands;;) {
    std::vector<pollfd> watched{{STDIN_FILENO, POLLIN, 0}};
    for (const Listener& listener : listeners) watched.push_back({listener.socket, POLLIN, 0});
    for (const Client& client : clients) watched.push_back(client.connection.interest());
    poll(watched.data(), watched.size(), 250);

    auto told = watched.begin();
    if (told++->revents && !readCommands(commands)) return 0;
    std::vector<const Listener*> called;
    for (const Listener& listener : listeners)
      if (told++->revents & POLLIN) called.push_back(&listener);
    for (Client& client : clients) {
      client.connection.serve(told++->revents);
      for (std::string message; client.connection.next(message);) client.line.take(client.connection, message);
    }
    for (const Listener* listener : called) clients.emplace_back(*listener);
    for (size_t end; (end = commands.find('\n')) != std::string::npos; commands.erase(0, end + 1))
      control.take(commands.substr(0, end));
    trade.publish(requests.expire());
    trade.tick();
    quote.tick();
    for (Client& client : clients)
      if (!client.connection.isOpen()) client.line.leave(client.connection);
    clients.remove_if([](const Client& client) { return !client.connection.isOpen(); });
  }
}
