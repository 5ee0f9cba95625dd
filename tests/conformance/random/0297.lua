-- random program 297
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
  do local _ <close> = lk:hold()
    say("w1 2 in")
    sleep(1)
    say("w1 4")
  end
  say("w1 6")
  say("w1 7 end")
end
local function w2()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      local function f11()
        say("w2.f11 12")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E15", 0)
      end
      local function f16()
        say("w2.f16 17")
        ev:clear()
        error("E19", 0)
      end
      do local ok, e = pcall(function() say("w2 10 got " .. table.concat({ gather { spawn("f11", f11), spawn("f16", f16) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 10 err " .. kind(e)) else error(e, 0) end end end
      local function f21()
        say("w2.f21 22")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f21"
      end
      local function f24()
        say("w2.f24 25")
        if not q:empty() then say("w2.f24 took " .. q:get_nowait()) end
        return "f24"
      end
      local function f27()
        say("w2.f27 28")
        ev:set()
        if T.w3 then say("w2.f27 cancels w3 " .. yn(T.w3:cancel())) end
        return "f27"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f21", f21)
        tg:spawn("f24", f24)
        tg:spawn("f27", f27)
      end)
        if is(e, ErrorGroup) then say("w2 20 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2 9 cancelled err")
        error("X9", 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 32 woken")
    end
  end)
    if is(e, Cancelled) then say("w2 8 cancelled swallow")
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 33 ok") elseif type(e) == "string" then say("w2 33 err " .. kind(e)) else error(e, 0) end end
  local function f35()
    say("w2.f35 36")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f35 37 ok") elseif type(e) == "string" then say("w2.f35 37 err " .. kind(e)) else error(e, 0) end end
    local function f39()
      say("w2.f35.f39 40")
      if T.w2 then say("w2.f35.f39 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f43()
        say("w2.f35.f39.f43 44")
        sleep(3)
        say("w2.f35.f39.f43 46")
        return "f43"
      end
      local function f47()
        say("w2.f35.f39.f47 48")
        if not q:full() then q:put_nowait(49) end
        sleep(0)
        say("w2.f35.f39.f47 51")
        if not q:full() then q:put_nowait(52) end
        return "f47"
      end
      do local ok, e = pcall(function() say("w2.f35.f39 42 got " .. table.concat({ gather { spawn("f43", f43), spawn("f47", f47) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f35.f39 42 err " .. kind(e)) else error(e, 0) end end end
      if T.w4 then say("w2.f35.f39 cancels w4 " .. yn(T.w4:cancel())) end
      return "f39"
    end
    do local dn, pn = wait({ spawn("f39", f39) }, { return_when = "all", timeout = 1 })
      say("w2.f35 38 done " .. #dn .. " pending " .. #pn) end
    return "f35"
  end
  local function f54()
    say("w2.f54 55")
    local function f57()
      say("w2.f54.f57 58")
      local function f60()
        say("w2.f54.f57.f60 61")
        sleep(1)
        say("w2.f54.f57.f60 63")
        say("w2.f54.f57.f60 got " .. q:get())
        error("E65", 0)
      end
      local function f66()
        say("w2.f54.f57.f66 67")
        ev:wait()
        say("w2.f54.f57.f66 69 ev")
        sleep(0)
        say("w2.f54.f57.f66 71")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f66"
      end
      local function f73()
        say("w2.f54.f57.f73 74")
        ev:clear()
        ev:clear()
        return "f73"
      end
      do local dn, pn = wait({ spawn("f60", f60), spawn("f66", f66), spawn("f73", f73) }, { return_when = "first_error", timeout = nil })
        say("w2.f54.f57 59 done " .. #dn .. " pending " .. #pn) end
      error("E77", 0)
    end
    local function f78()
      say("w2.f54.f78 79")
      say("w2.f54.f78 81")
      return "f78"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f57", f57)
      tg:spawn("f78", f78)
      sleep(1)
      say("w2.f54 83")
    end)
      if is(e, ErrorGroup) then say("w2.f54 56 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f54 84 ok") elseif type(e) == "string" then say("w2.f54 84 err " .. kind(e)) else error(e, 0) end end
    ev:clear()
    error("E86", 0)
  end
  local function f87()
    say("w2.f87 88")
    sleep(5)
    say("w2.f87 90")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w2.f87 count " .. current():cancelling())
    return "f87"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f35", f35), spawn("f54", f54), spawn("f87", f87) }, { timeout = 0 }) do say("w2 34 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 34 err " .. kind(e)) else error(e, 0) end end end
  say("w2 93 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    local function f96()
      say("w3.f96 97")
      q:put(98)
      say("w3.f96 99 put 98")
      error("E100", 0)
    end
    local function f101()
      say("w3.f101 102")
      say("w3.f101 count " .. current():cancelling())
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f101 104 ok") elseif type(e) == "string" then say("w3.f101 104 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f101 105 ok") elseif type(e) == "string" then say("w3.f101 105 err " .. kind(e)) else error(e, 0) end end
      return "f101"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f96", f96)
      tg:spawn("f101", f101)
    end)
      if is(e, ErrorGroup) then say("w3 95 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, Timeout) then say("w3 94 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 109 end")
end
local function w4()
  say("w4 size " .. q:size())
  ev:clear()
  if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:set()
  if not q:full() then q:put_nowait(114) end
  say("w4 115 end")
end
local function w5()
  do local ok, e = pcall(function()
    say("w5 size " .. q:size())
  end)
    if is(e, Cancelled) then say("w5 116 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  ev:set()
  local function f120()
    say("w5.f120 121")
    say("w5.f120 123")
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w5.f120 124 ok") elseif type(e) == "string" then say("w5.f120 124 err " .. kind(e)) else error(e, 0) end end
    ev:set()
    error("E126", 0)
  end
  local function f127()
    say("w5.f127 128")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(3)
    say("w5.f127 131")
    current():cancel()
    return "f127"
  end
  local function f133()
    say("w5.f133 134")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w5.f133 135 ok") elseif type(e) == "string" then say("w5.f133 135 err " .. kind(e)) else error(e, 0) end end
    ev:wait()
    say("w5.f133 137 ev")
    q:put(138)
    say("w5.f133 139 put 138")
    error("E140", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f120", f120), spawn("f127", f127), spawn("f133", f133) }, { timeout = nil }) do say("w5 119 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 119 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 142 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
sleep(30)
say('main ends')
