-- random program 158
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
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    do local ok, e = pcall(function()
      sleep(0)
      say("w1 7")
    end)
      if is(e, Cancelled) then say("w1 5 cancelled err")
        error("X5", 0)
      elseif not ok then error(e, 0) end end
    say("w1 9")
    local function f11()
      say("w1.f11 12")
      sleep(0)
      say("w1.f11 14")
      sleep(5)
      say("w1.f11 16")
      return "f11"
    end
    do local ok, e = pcall(function() say("w1 10 " .. wait_for(1, spawn("f11", f11))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 10 err " .. kind(e)) else error(e, 0) end end end
  end
  local function f18()
    say("w1.f18 19")
    if T.w1 then say("w1.f18 cancels w1 " .. yn(T.w1:cancel())) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f18 22 woken")
    end
    return "f18"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f18", f18) }, { timeout = nil }) do say("w1 17 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 17 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 24")
  local function f26()
    say("w1.f26 27")
    do local _ <close> = sm:hold()
      say("w1.f26 29 in")
      if T.w3 then say("w1.f26 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local _ <close> = lk:hold()
        say("w1.f26 32 in")
        ev:wait()
        say("w1.f26 34 ev")
        ev:set()
        ev:clear()
      end
      say("w1.f26 count " .. current():cancelling())
    end
    return "f26"
  end
  local function f38()
    say("w1.f38 39")
    q:put(40)
    say("w1.f38 41 put 40")
    local function f43()
      say("w1.f38.f43 44")
      do local ok, e = pcall(timeout, 0, function()
        sleep(1)
        say("w1.f38.f43 47")
        q:put(48)
        say("w1.f38.f43 49 put 48")
      end)
        if is(e, Timeout) then say("w1.f38.f43 45 timeout") elseif not ok then error(e, 0) end end
      local function f51()
        say("w1.f38.f43.f51 52")
        if T.w1 then say("w1.f38.f43.f51 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f51"
      end
      local function f54()
        say("w1.f38.f43.f54 55")
        ev:wait()
        say("w1.f38.f43.f54 57 ev")
        error("E58", 0)
      end
      local function f59()
        say("w1.f38.f43.f59 60")
        sleep(2)
        say("w1.f38.f43.f59 62")
        return "f59"
      end
      for _, x in ipairs(gather({ spawn("f51", f51), spawn("f54", f54), spawn("f59", f59) }, { return_errors = true })) do
        say("w1.f38.f43 50 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f43"
    end
    local function f63()
      say("w1.f38.f63 64")
      if T.w4 then say("w1.f38.f63 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local ok, e = pcall(timeout, 5, function()
        say("w1.f38.f63 68")
      end)
        if is(e, Timeout) then say("w1.f38.f63 66 timeout") elseif not ok then error(e, 0) end end
      error("E69", 0)
    end
    local function f70()
      say("w1.f38.f70 71")
      sleep(2)
      say("w1.f38.f70 73")
      return "f70"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f43", f43), spawn("f63", f63), spawn("f70", f70) }, { timeout = 0 }) do say("w1.f38 42 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f38 42 err " .. kind(e)) else error(e, 0) end end end
    if T.w1 then say("w1.f38 cancels w1 " .. yn(T.w1:cancel())) end
    return "f38"
  end
  local function f75()
    say("w1.f75 76")
    if T.w4 then say("w1.f75 cancels w4 " .. yn(T.w4:cancel())) end
    sleep(2)
    say("w1.f75 79")
    if not q:full() then q:put_nowait(80) end
    return "f75"
  end
  do local dn, pn = wait({ spawn("f26", f26), spawn("f38", f38), spawn("f75", f75) }, { return_when = "first", timeout = 0 })
    say("w1 25 done " .. #dn .. " pending " .. #pn) end
  say("w1 81 end")
end
local function w2()
  sleep(1)
  say("w2 83")
  local function f85()
    say("w2.f85 86")
    do local _ <close> = sm:hold()
      say("w2.f85 88 in")
      local function f90()
        say("w2.f85.f90 91")
        if not q:empty() then say("w2.f85.f90 took " .. q:get_nowait()) end
        return "f90"
      end
      local function f93()
        say("w2.f85.f93 94")
        say("w2.f85.f93 96")
        sleep(5)
        say("w2.f85.f93 98")
        error("E99", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f90", f90)
        tg:spawn("f93", f93)
      end)
        if is(e, ErrorGroup) then say("w2.f85 89 " .. kind(e)) elseif not ok then error(e, 0) end end
      if not q:empty() then say("w2.f85 took " .. q:get_nowait()) end
    end
    if T.w1 then say("w2.f85 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E102", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f85", f85) }, { timeout = nil }) do say("w2 84 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 84 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  q:put(104)
  say("w2 105 put 104")
  say("w2 106 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  local function f109()
    say("w3.f109 110")
    q:put(111)
    say("w3.f109 112 put 111")
    do local _ <close> = sm:hold()
      say("w3.f109 114 in")
      current():cancel()
      sleep(1)
      say("w3.f109 117")
      sleep(1)
      say("w3.f109 119")
    end
    say("w3.f109 121")
    return "f109"
  end
  do local ok, e = pcall(function() say("w3 108 " .. wait_for(1, spawn("f109", f109))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 108 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w3 123 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 125 in")
    do local _ <close> = sm:hold()
      say("w4 127 in")
      say("w4 129")
    end
  end
  say("w4 barrier " .. br:wait())
  say("w4 132")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 133 ok") elseif type(e) == "string" then say("w4 133 err " .. kind(e)) else error(e, 0) end end
  if not q:full() then q:put_nowait(134) end
  say("w4 135 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(0)
sleep(10)
say('main ends')
