-- random program 26
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  say("w1 barrier " .. br:wait())
  local function f3()
    say("w1.f3 4")
    do local _ <close> = defer(function()
      sleep(5)
      say("w1.f3 5 finally")
    end)
      local function f7()
        say("w1.f3.f7 8")
        if not q:empty() then say("w1.f3.f7 took " .. q:get_nowait()) end
        return "f7"
      end
      local function f10()
        say("w1.f3.f10 11")
        say("w1.f3.f10 13")
        return "f10"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f7", f7), spawn("f10", f10) }, { timeout = nil }) do say("w1.f3 6 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 6 err " .. kind(e)) else error(e, 0) end end end
    end
    error("E14", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
    do local _ <close> = sm:hold()
      say("w1 16 in")
      local function f18()
        say("w1.f18 19")
        ev:wait()
        say("w1.f18 21 ev")
        return "f18"
      end
      do local dn, pn = wait({ spawn("f18", f18) }, { return_when = "first_error", timeout = nil })
        say("w1 17 done " .. #dn .. " pending " .. #pn) end
    end
    say("w1 23")
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    local function f26()
      say("w1.f26 27")
      do local _ <close> = lk:hold()
        say("w1.f26 29 in")
        if not q:empty() then say("w1.f26 took " .. q:get_nowait()) end
        if not q:empty() then say("w1.f26 took " .. q:get_nowait()) end
        sleep(0)
        say("w1.f26 33")
      end
      current():cancel()
      return "f26"
    end
    do local ok, e = pcall(function() say("w1 25 " .. wait_for(2, spawn("f26", f26))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 25 err " .. kind(e)) else error(e, 0) end end end
    say("w1 barrier " .. br:wait())
    local function f37()
      say("w1.f37 38")
      sleep(0)
      say("w1.f37 40")
      error("E41", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f37", f37)
      sleep(2)
      say("w1 43")
    end)
      if is(e, ErrorGroup) then say("w1 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 24 cancelled uncancel")
      say("w1 24 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local _ <close> = sm:hold()
    say("w1 46 in")
    sleep(5)
    say("w1 48")
    do local _ <close> = lk:hold()
      say("w1 50 in")
      do local ok, e = pcall(timeout, 0, function()
        if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
        say("w1 54")
      end)
        if is(e, Timeout) then say("w1 51 timeout") elseif not ok then error(e, 0) end end
    end
    do local _ <close> = sm:hold()
      say("w1 56 in")
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end
  end
  say("w1 58 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = defer(function()
      say("w2 62 finally")
    end)
      sleep(0)
      say("w2 64")
      ev:wait()
      say("w2 66 ev")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2 67 ok") elseif type(e) == "string" then say("w2 67 err " .. kind(e)) else error(e, 0) end end
    end
    current():cancel()
    if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w2 61 timeout") elseif not ok then error(e, 0) end end
  say("w2 70 end")
end
local function w3()
  local function f72()
    say("w3.f72 73")
    sleep(0)
    say("w3.f72 75")
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(timeout, 1, function()
        ev:wait()
        say("w3.f72 79 ev")
      end)
        if is(e, Timeout) then say("w3.f72 77 timeout") elseif not ok then error(e, 0) end end
      sleep(0)
      say("w3.f72 81")
    end)
      if is(e, Timeout) then say("w3.f72 76 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w3.f72 83")
    return "f72"
  end
  do local dn, pn = wait({ spawn("f72", f72) }, { return_when = "first_error", timeout = nil })
    say("w3 71 done " .. #dn .. " pending " .. #pn) end
  ev:clear()
  say("w3 85 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 87 in")
    local function f89()
      say("w4.f89 90")
      do local ok, e = pcall(timeout, 0, function()
        sleep(1)
        say("w4.f89 93")
      end)
        if is(e, Timeout) then say("w4.f89 91 timeout") elseif not ok then error(e, 0) end end
      if T.w2 then say("w4.f89 cancels w2 " .. yn(T.w2:cancel())) end
      ev:wait()
      say("w4.f89 96 ev")
      error("E97", 0)
    end
    local function f98()
      say("w4.f98 99")
      say("w4.f98 count " .. current():cancelling())
      if not q:full() then q:put_nowait(101) end
      if T.w3 then say("w4.f98 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f98"
    end
    local function f103()
      say("w4.f103 104")
      sleep(1)
      say("w4.f103 106")
      say("w4.f103 108")
      say("w4.f103 110")
      error("E111", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f89", f89), spawn("f98", f98), spawn("f103", f103) }, { timeout = 1 }) do say("w4 88 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 88 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w4 113")
    ev:clear()
  end
  q:put(115)
  say("w4 116 put 115")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  say("w4 120 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
