-- What wrk counted, as one line of JSON; times are in microseconds.
done = function(summary, latency, requests)
  local faults = summary.errors
  io.write(string.format(
    '{"requests": %d, "duration": %d, "bytes": %d, "refused": %d, "broken": %d, "median": %d, "p99": %d, "p999": %d, "slowest": %d}\n',
    summary.requests, summary.duration, summary.bytes, faults.status,
    faults.connect + faults.read + faults.write + faults.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max
  ))
end
