-- random program 288
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
  sleep(5)
  say("w1 2")
  do local ok, e = pcall(timeout, 0, function()
    say("w1 size " .. q:size())
    do local ok, e = pcall(function()
      q:put(6)
      say("w1 7 put 6")
      local function f9()
        say("w1.f9 10")
        say("w1.f9 12")
        sleep(2)
        say("w1.f9 14")
        return "f9"
      end
      local function f15()
        say("w1.f15 16")
        if T.w3 then say("w1.f15 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(3)
        say("w1.f15 19")
        return "f15"
      end
      local function f20()
        say("w1.f20 21")
        if not q:empty() then say("w1.f20 took " .. q:get_nowait()) end
        sleep(1)
        say("w1.f20 24")
        current():cancel()
        error("E26", 0)
      end
      do local ok, e = pcall(function() say("w1 8 got " .. table.concat({ gather { spawn("f9", f9), spawn("f15", f15), spawn("f20", f20) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w1 5 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  local function f28()
    say("w1.f28 29")
    say("w1.f28 31")
    error("E32", 0)
  end
  local function f33()
    say("w1.f33 34")
    if T.w4 then say("w1.f33 cancels w4 " .. yn(T.w4:cancel())) end
    sleep(0)
    say("w1.f33 37")
    if not q:full() then q:put_nowait(38) end
    return "f33"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f28", f28), spawn("f33", f33) }, { timeout = 5 }) do say("w1 27 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 27 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = sm:hold()
    say("w1 40 in")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    local function f43()
      say("w1.f43 44")
      local function f46()
        say("w1.f43.f46 47")
        sleep(2)
        say("w1.f43.f46 49")
        say("w1.f43.f46 got " .. q:get())
        say("w1.f43.f46 52")
        return "f46"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f46", f46) }, { timeout = 1 }) do say("w1.f43 45 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f43 45 err " .. kind(e)) else error(e, 0) end end end
      return "f43"
    end
    local function f53()
      say("w1.f53 54")
      say("w1.f53 56")
      sleep(0)
      say("w1.f53 58")
      if not q:full() then q:put_nowait(59) end
      return "f53"
    end
    do local ok, e = pcall(function() say("w1 42 got " .. table.concat({ gather { spawn("f43", f43), spawn("f53", f53) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 42 err " .. kind(e)) else error(e, 0) end end end
  end
  ev:clear()
  say("w1 61 end")
end
local function w2()
  sleep(1)
  say("w2 63")
  do local ok, e = pcall(function()
    ev:clear()
    if not q:empty() then say("w2 took " .. q:get_nowait()) end
  end)
    if is(e, Cancelled) then say("w2 64 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w2 67 end")
end
local function w3()
  ev:set()
  do local _ <close> = lk:hold()
    say("w3 70 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 72 woken")
    end
    do local ok, e = pcall(timeout, 3, function()
      sleep(5)
      say("w3 75")
    end)
      if is(e, Timeout) then say("w3 73 timeout") elseif not ok then error(e, 0) end end
  end
  sleep(1)
  say("w3 77")
  ev:set()
  say("w3 79 end")
end
local function w4()
  do local ok, e = pcall(function()
    local function f82()
      say("w4.f82 83")
      local function f85()
        say("w4.f82.f85 86")
        sleep(0)
        say("w4.f82.f85 88")
        q:put(89)
        say("w4.f82.f85 90 put 89")
        q:put(91)
        say("w4.f82.f85 92 put 91")
        return "f85"
      end
      local function f93()
        say("w4.f82.f93 94")
        sleep(1)
        say("w4.f82.f93 96")
        sleep(2)
        say("w4.f82.f93 98")
        return "f93"
      end
      local function f99()
        say("w4.f82.f99 100")
        say("w4.f82.f99 got " .. q:get())
        say("w4.f82.f99 103")
        return "f99"
      end
      do local ok, e = pcall(function() say("w4.f82 84 got " .. table.concat({ gather { spawn("f85", f85), spawn("f93", f93), spawn("f99", f99) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w4.f82 84 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w4.f82 105")
      say("w4.f82 107")
      return "f82"
    end
    local function f108()
      say("w4.f108 109")
      if T.w6 then say("w4.f108 cancels w6 " .. yn(T.w6:cancel())) end
      say("w4.f108 count " .. current():cancelling())
      say("w4.f108 113")
      return "f108"
    end
    local function f114()
      say("w4.f114 115")
      say("w4.f114 117")
      q:put(118)
      say("w4.f114 119 put 118")
      sleep(1)
      say("w4.f114 121")
      return "f114"
    end
    do local dn, pn = wait({ spawn("f82", f82), spawn("f108", f108), spawn("f114", f114) }, { return_when = "first_error", timeout = nil })
      say("w4 81 done " .. #dn .. " pending " .. #pn) end
    ev:clear()
  end)
    if is(e, Cancelled) then say("w4 80 cancelled err")
      error("X80", 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w4 123 ok") elseif type(e) == "string" then say("w4 123 err " .. kind(e)) else error(e, 0) end end
  sleep(5)
  say("w4 125")
  sleep(3)
  say("w4 127")
  say("w4 128 end")
end
local function w5()
  say("w5 got " .. q:get())
  say("w5 got " .. q:get())
  say("w5 barrier " .. br:wait())
  say("w5 132 end")
end
local function w6()
  say("w6 size " .. q:size())
  local function f135()
    say("w6.f135 136")
    local function f138()
      say("w6.f135.f138 139")
      local function f141()
        say("w6.f135.f138.f141 142")
        sleep(3)
        say("w6.f135.f138.f141 144")
        error("E145", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f141", f141)
      end)
        if is(e, ErrorGroup) then say("w6.f135.f138 140 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w6.f135.f138 147")
      ev:wait()
      say("w6.f135.f138 149 ev")
      error("E150", 0)
    end
    do local ok, e = pcall(function() say("w6.f135 137 " .. wait_for(2, spawn("f138", f138))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w6.f135 137 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    sleep(2)
    say("w6.f135 153")
    return "f135"
  end
  local function f154()
    say("w6.f154 155")
    if T.w6 then say("w6.f154 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f154"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f135", f135)
    tg:spawn("f154", f154)
    if not q:empty() then say("w6 took " .. q:get_nowait()) end
    say("w6 159")
  end)
    if is(e, ErrorGroup) then say("w6 134 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 160 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(5)
say('main ends')
