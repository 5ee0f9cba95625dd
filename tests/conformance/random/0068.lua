-- random program 68
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
  say("w1 barrier " .. br:wait())
  local function f3()
    say("w1.f3 4")
    do local _ <close> = defer(function()
      sleep(2)
      say("w1.f3 5 finally")
    end)
      local function f7()
        say("w1.f3.f7 8")
        sleep(5)
        say("w1.f3.f7 10")
        sleep(0)
        say("w1.f3.f7 12")
        return "f7"
      end
      do local ok, e = pcall(function() say("w1.f3 6 " .. wait_for(3, spawn("f7", f7))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 6 err " .. kind(e)) else error(e, 0) end end end
      sleep(2)
      say("w1.f3 14")
    end
    sleep(0)
    say("w1.f3 16")
    return "f3"
  end
  do local dn, pn = wait({ spawn("f3", f3) }, { return_when = "all", timeout = nil })
    say("w1 2 done " .. #dn .. " pending " .. #pn) end
  say("w1 17 end")
end
local function w2()
  local function f19()
    say("w2.f19 20")
    local function f22()
      say("w2.f19.f22 23")
      ev:clear()
      local function f26()
        say("w2.f19.f22.f26 27")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f19.f22.f26 28 ok") elseif type(e) == "string" then say("w2.f19.f22.f26 28 err " .. kind(e)) else error(e, 0) end end
        return "f26"
      end
      do local ok, e = pcall(function() say("w2.f19.f22 25 " .. wait_for(2, spawn("f26", f26))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f19.f22 25 err " .. kind(e)) else error(e, 0) end end end
      ev:wait()
      say("w2.f19.f22 30 ev")
      return "f22"
    end
    local function f31()
      say("w2.f19.f31 32")
      say("w2.f19.f31 34")
      return "f31"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f22", f22)
      tg:spawn("f31", f31)
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f19 35 ok") elseif type(e) == "string" then say("w2.f19 35 err " .. kind(e)) else error(e, 0) end end
      if not q:full() then q:put_nowait(36) end
      do local ok, e = pcall(timeout, 2, function()
        if not q:empty() then say("w2.f19 took " .. q:get_nowait()) end
        sleep(1)
        say("w2.f19 40")
      end)
        if is(e, Timeout) then say("w2.f19 37 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w2.f19 21 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      sleep(0)
      say("w2.f19 43")
      do local ok, e = pcall(timeout, 2, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w2.f19 44 timeout") elseif not ok then error(e, 0) end end
      sleep(2)
      say("w2.f19 47")
    end)
      if is(e, Timeout) then say("w2.f19 41 timeout") elseif not ok then error(e, 0) end end
    return "f19"
  end
  local function f48()
    say("w2.f48 49")
    local function f51()
      say("w2.f48.f51 52")
      do local _ <close> = defer(function()
        sleep(3)
        say("w2.f48.f51 53 finally")
      end)
        say("w2.f48.f51 count " .. current():cancelling())
        if not q:full() then q:put_nowait(55) end
        ev:wait()
        say("w2.f48.f51 57 ev")
      end
      return "f51"
    end
    local function f58()
      say("w2.f48.f58 59")
      local function f61()
        say("w2.f48.f58.f61 62")
        sleep(1)
        say("w2.f48.f58.f61 64")
        if T.w2 then say("w2.f48.f58.f61 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f61"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f61", f61)
        sleep(0)
        say("w2.f48.f58 67")
        sleep(1)
        say("w2.f48.f58 69")
      end)
        if is(e, ErrorGroup) then say("w2.f48.f58 60 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f58"
    end
    local function f70()
      say("w2.f48.f70 71")
      do local _ <close> = sm:hold()
        say("w2.f48.f70 73 in")
        ev:wait()
        say("w2.f48.f70 75 ev")
      end
      error("E76", 0)
    end
    do local dn, pn = wait({ spawn("f51", f51), spawn("f58", f58), spawn("f70", f70) }, { return_when = "first", timeout = 2 })
      say("w2.f48 50 done " .. #dn .. " pending " .. #pn) end
    say("w2.f48 got " .. q:get())
    error("E78", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f19", f19)
    tg:spawn("f48", f48)
    q:put(79)
    say("w2 80 put 79")
    sleep(1)
    say("w2 82")
  end)
    if is(e, ErrorGroup) then say("w2 18 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 84")
  say("w2 85 end")
end
local function w3()
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 88 ok") elseif type(e) == "string" then say("w3 88 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(timeout, 0, function()
      ev:clear()
      if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Timeout) then say("w3 89 timeout") elseif not ok then error(e, 0) end end
    ev:set()
  end)
    if is(e, Timeout) then say("w3 87 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 94")
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 96 end")
end
local function w4()
  sleep(1)
  say("w4 98")
  sleep(3)
  say("w4 100")
  say("w4 size " .. q:size())
  local function f103()
    say("w4.f103 104")
    ev:clear()
    return "f103"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f103", f103)
  end)
    if is(e, ErrorGroup) then say("w4 102 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 106 end")
end
local function w5()
  say("w5 size " .. q:size())
  do local _ <close> = cd:hold()
    cd:wait()
    say("w5 109 woken")
  end
  sleep(0)
  say("w5 111")
  sleep(1)
  say("w5 113")
  say("w5 114 end")
end
local function w6()
  ev:set()
  do local _ <close> = sm:hold()
    say("w6 117 in")
    sleep(1)
    say("w6 119")
    say("w6 size " .. q:size())
  end
  sleep(1)
  say("w6 122")
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  sleep(0)
  say("w6 125")
  say("w6 126 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(2)
ev:set()
sleep(10)
say('main ends')
