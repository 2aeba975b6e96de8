-- wrk prints the 90th and 99th percentile; we want the 95th.
function done(_, latency, _)
  io.write(string.format("p95_us %.0f\n", latency:percentile(95)))
end
