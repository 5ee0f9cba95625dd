-- GA-7: errors become entries and nothing is raised
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function w(name, ms, err)
  sleep(ms)
  if err then error(err, 0) end
  return name
end
local r = gather({ spawn("A", w, "A", 20, nil), spawn("B", w, "B", 10, "boom"), spawn("C", w, "C", 5, nil) },
  { return_errors = true })
for _, x in ipairs(r) do
  if x.ok then say("value " .. x.value) else say("error " .. kind(x.error)) end
end
