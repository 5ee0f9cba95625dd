-- random program 167
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(5)
  say("w1 2")
  say("w1 4")
  do local ok, e = pcall(timeout, 3, function()
    sleep(0)
    say("w1 7")
  end)
    if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w1 9")
  say("w1 10 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 12 ok") elseif type(e) == "string" then say("w2 12 err " .. kind(e)) else error(e, 0) end end
    sleep(0)
    say("w2 14")
    say("w2 16")
  end)
    if is(e, Timeout) then say("w2 11 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 18")
  do local ok, e = pcall(timeout, 0, function()
    say("w2 21")
    do local _ <close> = sm:hold()
      say("w2 23 in")
      local function f25()
        say("w2.f25 26")
        q:put(27)
        say("w2.f25 28 put 27")
        return "f25"
      end
      local function f29()
        say("w2.f29 30")
        if T.w3 then say("w2.f29 cancels w3 " .. yn(T.w3:cancel())) end
        return "f29"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25), spawn("f29", f29) }, { timeout = 1 }) do say("w2 24 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 24 err " .. kind(e)) else error(e, 0) end end end
      if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    say("w2 got " .. q:get())
  end)
    if is(e, Timeout) then say("w2 19 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 34 ok") elseif type(e) == "string" then say("w2 34 err " .. kind(e)) else error(e, 0) end end
  say("w2 35 end")
end
local function w3()
  if not q:full() then q:put_nowait(36) end
  local function f38()
    say("w3.f38 39")
    sleep(2)
    say("w3.f38 41")
    local function f43()
      say("w3.f38.f43 44")
      ev:clear()
      if T.w1 then say("w3.f38.f43 cancels w1 " .. yn(T.w1:cancel())) end
      return "f43"
    end
    for _, x in ipairs(gather({ spawn("f43", f43) }, { return_errors = true })) do
      say("w3.f38 42 " .. (x.ok and x.value or kind(x.error)))
    end
    if not q:full() then q:put_nowait(47) end
    error("E48", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f38", f38) }, { timeout = nil }) do say("w3 37 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 37 err " .. kind(e)) else error(e, 0) end end end
  say("w3 49 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
