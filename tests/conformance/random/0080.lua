-- random program 80
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    local function f4()
      say("w1.f4 5")
      say("w1.f4 7")
      local function f9()
        say("w1.f4.f9 10")
        ev:set()
        if T.w1 then say("w1.f4.f9 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f9"
      end
      do local ok, e = pcall(function() say("w1.f4 8 " .. wait_for(1, spawn("f9", f9))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f4 8 err " .. kind(e)) else error(e, 0) end end end
      return "f4"
    end
    local function f13()
      say("w1.f13 14")
      say("w1.f13 16")
      ev:wait()
      say("w1.f13 18 ev")
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f13 21")
      end)
        if is(e, Cancelled) then say("w1.f13 19 cancelled uncancel")
          say("w1.f13 19 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f13"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f4", f4)
      tg:spawn("f13", f13)
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      sleep(2)
      say("w1 25")
    end)
      if is(e, ErrorGroup) then say("w1 3 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w1 27")
  end
  say("w1 29")
  ev:wait()
  say("w1 31 ev")
  local function f33()
    say("w1.f33 34")
    do local _ <close> = sm:hold()
      say("w1.f33 36 in")
      local function f38()
        say("w1.f33.f38 39")
        if T.w6 then say("w1.f33.f38 cancels w6 " .. yn(T.w6:cancel())) end
        sleep(1)
        say("w1.f33.f38 42")
        return "f38"
      end
      do local dn, pn = wait({ spawn("f38", f38) }, { return_when = "first_error", timeout = nil })
        say("w1.f33 37 done " .. #dn .. " pending " .. #pn) end
      if T.w2 then say("w1.f33 cancels w2 " .. yn(T.w2:cancel())) end
      ev:clear()
    end
    q:put(45)
    say("w1.f33 46 put 45")
    return "f33"
  end
  local function f47()
    say("w1.f47 48")
    say("w1.f47 got " .. q:get())
    say("w1.f47 51")
    say("w1.f47 count " .. current():cancelling())
    return "f47"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f33", f33)
    tg:spawn("f47", f47)
    say("w1 54")
  end)
    if is(e, ErrorGroup) then say("w1 32 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 56")
  say("w1 57 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 59 in")
    say("w2 61")
    local function f63()
      say("w2.f63 64")
      do local _ <close> = lk:hold()
        say("w2.f63 66 in")
        sleep(3)
        say("w2.f63 68")
        if not q:empty() then say("w2.f63 took " .. q:get_nowait()) end
      end
      error("E70", 0)
    end
    do local ok, e = pcall(function() say("w2 62 " .. wait_for(1, spawn("f63", f63))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 62 err " .. kind(e)) else error(e, 0) end end end
  end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(72) end
  sleep(0)
  say("w2 74")
  say("w2 75 end")
end
local function w3()
  ev:wait()
  say("w3 77 ev")
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = lk:hold()
      say("w3 80 in")
      local function f82()
        say("w3.f82 83")
        if T.w2 then say("w3.f82 cancels w2 " .. yn(T.w2:cancel())) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f82 85 ok") elseif type(e) == "string" then say("w3.f82 85 err " .. kind(e)) else error(e, 0) end end
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f82 86 ok") elseif type(e) == "string" then say("w3.f82 86 err " .. kind(e)) else error(e, 0) end end
        return "f82"
      end
      local function f87()
        say("w3.f87 88")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(0)
        say("w3.f87 91")
        return "f87"
      end
      local function f92()
        say("w3.f92 93")
        if not q:empty() then say("w3.f92 took " .. q:get_nowait()) end
        say("w3.f92 96")
        error("E97", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f82", f82)
        tg:spawn("f87", f87)
        tg:spawn("f92", f92)
      end)
        if is(e, ErrorGroup) then say("w3 81 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(2)
      say("w3 99")
    end
    sleep(5)
    say("w3 101")
    ev:clear()
  end)
    if is(e, Timeout) then say("w3 78 timeout") elseif not ok then error(e, 0) end end
  say("w3 103 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 105 in")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4 106 ok") elseif type(e) == "string" then say("w4 106 err " .. kind(e)) else error(e, 0) end end
    say("w4 barrier " .. br:wait())
    q:put(108)
    say("w4 109 put 108")
  end
  sleep(1)
  say("w4 111")
  sleep(1)
  say("w4 113")
  sleep(0)
  say("w4 115")
  say("w4 116 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  local function f119()
    say("w5.f119 120")
    sleep(1)
    say("w5.f119 122")
    return "f119"
  end
  do local ok, e = pcall(function() say("w5 118 got " .. table.concat({ gather { spawn("f119", f119) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 118 err " .. kind(e)) else error(e, 0) end end end
  local function f124()
    say("w5.f124 125")
    ev:clear()
    return "f124"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f124", f124) }, { timeout = nil }) do say("w5 123 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 123 err " .. kind(e)) else error(e, 0) end end end
  q:put(127)
  say("w5 128 put 127")
  sleep(1)
  say("w5 130")
  say("w5 131 end")
end
local function w6()
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w6 134 woken")
    end
    local function f136()
      say("w6.f136 137")
      do local _ <close> = defer(function()
        sleep(0)
        say("w6.f136 138 finally")
      end)
        sleep(0)
        say("w6.f136 140")
        q:put(141)
        say("w6.f136 142 put 141")
        if T.w2 then say("w6.f136 cancels w2 " .. yn(T.w2:cancel())) end
      end
      sleep(1)
      say("w6.f136 145")
      return "f136"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f136", f136)
      q:put(146)
      say("w6 147 put 146")
      if not q:empty() then say("w6 took " .. q:get_nowait()) end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w6 149 ok") elseif type(e) == "string" then say("w6 149 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w6 135 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Timeout) then say("w6 132 timeout") elseif not ok then error(e, 0) end end
  ev:set()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  sleep(2)
  say("w6 154")
  say("w6 155 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
