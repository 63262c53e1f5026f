// Loaded into a command before its own code: tells, once it has answered for the first time, what that took. Plain
// JavaScript, so that reading it costs next to nothing.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const channel = 'http.server.response.finish';

function tell() {
  unsubscribe(channel, tell);
  const { user, system } = process.cpuUsage();
  process.send?.({ processorMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() });
}

subscribe(channel, tell);
