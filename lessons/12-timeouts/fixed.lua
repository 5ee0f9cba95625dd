-- Within 50 ms, all in all.
local function ask()
  sleep(100) -- a slow answer
  return "page"
end

local function fetch()
  for try = 1, 3 do
    local ok, e =
      pcall(timeout, 20, ask)
    if ok then
      return e
    elseif not is(e, Timeout) then
      error(e, 0)
    end
    print(now(), "too slow", try)
  end
  error("no page", 0)
end

function within(ms)
  local _, e =
    pcall(timeout, ms, fetch)
  print(now(), e)
end

within(50)
