-- random program 47
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    local function f6()
      say("w1.f6 7")
      say("w1.f6 size " .. q:size())
      sleep(2)
      say("w1.f6 10")
      return "f6"
    end
    local function f11()
      say("w1.f11 12")
      say("w1.f11 14")
      return "f11"
    end
    for _, x in ipairs(gather({ spawn("f6", f6), spawn("f11", f11) }, { return_errors = true })) do
      say("w1 5 " .. (x.ok and x.value or kind(x.error)))
    end
    do local _ <close> = defer(function()
      say("w1 15 finally")
    end)
      do local _ <close> = lk:hold()
        say("w1 17 in")
        if not q:empty() then say("w1 took " .. q:get_nowait()) end
        ev:set()
        ev:set()
      end
    end
  end
  local function f22()
    say("w1.f22 23")
    do local ok, e = pcall(function()
      local function f26()
        say("w1.f22.f26 27")
        say("w1.f22.f26 got " .. q:get())
        if T.w2 then say("w1.f22.f26 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f26"
      end
      do local ok, e = pcall(function() say("w1.f22 25 " .. wait_for(1, spawn("f26", f26))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f22 25 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w1.f22 24 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    if T.w3 then say("w1.f22 cancels w3 " .. yn(T.w3:cancel())) end
    return "f22"
  end
  local function f31()
    say("w1.f31 32")
    ev:clear()
    return "f31"
  end
  local function f34()
    say("w1.f34 35")
    local function f37()
      say("w1.f34.f37 38")
      local function f40()
        say("w1.f34.f37.f40 41")
        ev:set()
        return "f40"
      end
      local function f43()
        say("w1.f34.f37.f43 44")
        sleep(3)
        say("w1.f34.f37.f43 46")
        sleep(2)
        say("w1.f34.f37.f43 48")
        return "f43"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f40", f40)
        tg:spawn("f43", f43)
      end)
        if is(e, ErrorGroup) then say("w1.f34.f37 39 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f34.f37 50")
      ev:set()
      return "f37"
    end
    local function f52()
      say("w1.f34.f52 53")
      say("w1.f34.f52 got " .. q:get())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f52"
    end
    do local dn, pn = wait({ spawn("f37", f37), spawn("f52", f52) }, { return_when = "first_error", timeout = 2 })
      say("w1.f34 36 done " .. #dn .. " pending " .. #pn) end
    say("w1.f34 count " .. current():cancelling())
    return "f34"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f22", f22)
    tg:spawn("f31", f31)
    tg:spawn("f34", f34)
  end)
    if is(e, ErrorGroup) then say("w1 21 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w1 58")
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 60 end")
end
local function w2()
  do local ok, e = pcall(function()
    local function f63()
      say("w2.f63 64")
      sleep(0)
      say("w2.f63 66")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      if not q:empty() then say("w2.f63 took " .. q:get_nowait()) end
      return "f63"
    end
    do local ok, e = pcall(function() say("w2 62 " .. wait_for(0, spawn("f63", f63))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 62 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w2 61 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 71 end")
end
local function w3()
  local function f73()
    say("w3.f73 74")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w3.f73 75 ok") elseif type(e) == "string" then say("w3.f73 75 err " .. kind(e)) else error(e, 0) end end
    error("E76", 0)
  end
  local function f77()
    say("w3.f77 78")
    say("w3.f77 got " .. q:get())
    say("w3.f77 got " .. q:get())
    return "f77"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f73", f73), spawn("f77", f77) }, { timeout = nil }) do say("w3 72 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 72 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w3 82")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 83 ok") elseif type(e) == "string" then say("w3 83 err " .. kind(e)) else error(e, 0) end end
  current():cancel()
  ev:clear()
  say("w3 86 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(0)
ev:set()
sleep(2)
sleep(1)
sleep(5)
say('main ends')
