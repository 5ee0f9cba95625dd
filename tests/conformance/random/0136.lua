-- random program 136
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
  local function f2()
    say("w1.f2 3")
    ev:clear()
    q:put(5)
    say("w1.f2 6 put 5")
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 8")
  sleep(0)
  say("w1 10")
  if not q:full() then q:put_nowait(11) end
  if not q:full() then q:put_nowait(12) end
  say("w1 13 end")
end
local function w2()
  say("w2 size " .. q:size())
  do local _ <close> = sm:hold()
    say("w2 16 in")
    local function f18()
      say("w2.f18 19")
      sleep(1)
      say("w2.f18 21")
      return "f18"
    end
    local function f22()
      say("w2.f22 23")
      sleep(1)
      say("w2.f22 25")
      return "f22"
    end
    local function f26()
      say("w2.f26 27")
      local function f29()
        say("w2.f26.f29 30")
        ev:clear()
        return "f29"
      end
      local function f32()
        say("w2.f26.f32 33")
        ev:clear()
        return "f32"
      end
      for _, x in ipairs(gather({ spawn("f29", f29), spawn("f32", f32) }, { return_errors = true })) do
        say("w2.f26 28 " .. (x.ok and x.value or kind(x.error)))
      end
      do local ok, e = pcall(timeout, 0, function()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w2.f26 count " .. current():cancelling())
        ev:set()
      end)
        if is(e, Timeout) then say("w2.f26 35 timeout") elseif not ok then error(e, 0) end end
      error("E39", 0)
    end
    do local ok, e = pcall(function() say("w2 17 got " .. table.concat({ gather { spawn("f18", f18), spawn("f22", f22), spawn("f26", f26) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 17 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = lk:hold()
      say("w2 41 in")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 42 ok") elseif type(e) == "string" then say("w2 42 err " .. kind(e)) else error(e, 0) end end
      local function f44()
        say("w2.f44 45")
        if T.w4 then say("w2.f44 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(1)
        say("w2.f44 48")
        say("w2.f44 got " .. q:get())
        error("E50", 0)
      end
      for _, x in ipairs(gather({ spawn("f44", f44) }, { return_errors = true })) do
        say("w2 43 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f52()
        say("w2.f52 53")
        if not q:empty() then say("w2.f52 took " .. q:get_nowait()) end
        return "f52"
      end
      local function f55()
        say("w2.f55 56")
        ev:set()
        if not q:empty() then say("w2.f55 took " .. q:get_nowait()) end
        return "f55"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f52", f52), spawn("f55", f55) }, { timeout = nil }) do say("w2 51 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 51 err " .. kind(e)) else error(e, 0) end end end
    end
  end
  ev:clear()
  do local _ <close> = lk:hold()
    say("w2 61 in")
    if not q:full() then q:put_nowait(62) end
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  end
  say("w2 64 end")
end
local function w3()
  do local _ <close> = defer(function()
    sleep(3)
    say("w3 65 finally")
  end)
    do local _ <close> = sm:hold()
      say("w3 67 in")
      local function f69()
        say("w3.f69 70")
        sleep(2)
        say("w3.f69 72")
        say("w3.f69 got " .. q:get())
        say("w3.f69 75")
        return "f69"
      end
      do local ok, e = pcall(function() say("w3 68 " .. wait_for(3, spawn("f69", f69))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 68 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w3 77")
    end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3 78 ok") elseif type(e) == "string" then say("w3 78 err " .. kind(e)) else error(e, 0) end end
  end
  sleep(3)
  say("w3 80")
  say("w3 82")
  say("w3 83 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      ev:set()
      if not q:empty() then say("w4 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
    sleep(2)
    say("w4 91")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w4 85 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w4 94")
  say("w4 96")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 98 end")
end
local function w5()
  say("w5 100")
  sleep(1)
  say("w5 102")
  say("w5 103 end")
end
local function w6()
  sleep(5)
  say("w6 105")
  do local _ <close> = defer(function()
    sleep(5)
    say("w6 106 finally")
  end)
    local function f108()
      say("w6.f108 109")
      if not q:full() then q:put_nowait(110) end
      say("w6.f108 112")
      say("w6.f108 count " .. current():cancelling())
      return "f108"
    end
    local function f114()
      say("w6.f114 115")
      if T.w3 then say("w6.f114 cancels w3 " .. yn(T.w3:cancel())) end
      return "f114"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f108", f108)
      tg:spawn("f114", f114)
    end)
      if is(e, ErrorGroup) then say("w6 107 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  sleep(2)
  say("w6 119")
  say("w6 120 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
sleep(3)
sleep(1)
sleep(30)
say('main ends')
