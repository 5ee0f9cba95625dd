-- random program 83
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(0)
  say("w1 2")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(4) end
  say("w1 got " .. q:get())
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 7 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:full() then q:put_nowait(10) end
  end)
    if is(e, Timeout) then say("w2 8 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = defer(function()
    say("w2 11 finally")
  end)
    if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
    q:put(13)
    say("w2 14 put 13")
    sleep(0)
    say("w2 16")
  end
  say("w2 17 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w3 19 ok") elseif type(e) == "string" then say("w3 19 err " .. kind(e)) else error(e, 0) end end
    local function f21()
      say("w3.f21 22")
      do local _ <close> = defer(function()
        sleep(2)
        say("w3.f21 23 finally")
      end)
        ev:set()
        sleep(2)
        say("w3.f21 26")
      end
      local function f28()
        say("w3.f21.f28 29")
        sleep(1)
        say("w3.f21.f28 31")
        say("w3.f21.f28 33")
        say("w3.f21.f28 got " .. q:get())
        return "f28"
      end
      local function f35()
        say("w3.f21.f35 36")
        if T.w5 then say("w3.f21.f35 cancels w5 " .. yn(T.w5:cancel())) end
        error("E38", 0)
      end
      local function f39()
        say("w3.f21.f39 40")
        if T.w5 then say("w3.f21.f39 cancels w5 " .. yn(T.w5:cancel())) end
        return "f39"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f28", f28), spawn("f35", f35), spawn("f39", f39) }, { timeout = nil }) do say("w3.f21 27 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f21 27 err " .. kind(e)) else error(e, 0) end end end
      return "f21"
    end
    do local ok, e = pcall(function() say("w3 20 " .. wait_for(1, spawn("f21", f21))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 20 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w3 18 cancelled cleanup")
      sleep(1)
      say("w3 18 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 43")
  say("w3 44 end")
end
local function w4()
  q:put(45)
  say("w4 46 put 45")
  sleep(2)
  say("w4 48")
  say("w4 49 end")
end
local function w5()
  say("w5 got " .. q:get())
  say("w5 count " .. current():cancelling())
  say("w5 52 end")
end
local function w6()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(function() shield(T.w3) end)
      if ok then say("w6 55 ok") elseif type(e) == "string" then say("w6 55 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w6 54 timeout") elseif not ok then error(e, 0) end end
  local function f57()
    say("w6.f57 58")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f57"
  end
  local function f60()
    say("w6.f60 61")
    say("w6.f60 count " .. current():cancelling())
    return "f60"
  end
  local function f63()
    say("w6.f63 64")
    sleep(0)
    say("w6.f63 66")
    if T.w1 then say("w6.f63 cancels w1 " .. yn(T.w1:cancel())) end
    do local ok, e = pcall(function() T.w4:await() end)
      if ok then say("w6.f63 68 ok") elseif type(e) == "string" then say("w6.f63 68 err " .. kind(e)) else error(e, 0) end end
    error("E69", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f57", f57), spawn("f60", f60), spawn("f63", f63) }, { timeout = 3 }) do say("w6 56 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 56 err " .. kind(e)) else error(e, 0) end end end
  if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  sleep(5)
  say("w6 72")
  say("w6 73 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
if not q:full() then q:put_nowait(0) end
sleep(3)
sleep(10)
say('main ends')
