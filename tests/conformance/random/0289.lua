-- random program 289
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
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 3 woken")
    end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 5 woken")
  end
  say("w1 6 end")
end
local function w2()
  do local ok, e = pcall(timeout, 3, function()
    local function f9()
      say("w2.f9 10")
      do local ok, e = pcall(timeout, 1, function()
        sleep(1)
        say("w2.f9 13")
        say("w2.f9 15")
        say("w2.f9 17")
      end)
        if is(e, Timeout) then say("w2.f9 11 timeout") elseif not ok then error(e, 0) end end
      say("w2.f9 19")
      ev:clear()
      return "f9"
    end
    do local ok, e = pcall(function() say("w2 8 got " .. table.concat({ gather { spawn("f9", f9) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 8 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w2 7 timeout") elseif not ok then error(e, 0) end end
  say("w2 22")
  say("w2 23 end")
end
local function w3()
  sleep(1)
  say("w3 25")
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  sleep(2)
  say("w3 28")
  q:put(29)
  say("w3 30 put 29")
  local function f32()
    say("w3.f32 33")
    do local ok, e = pcall(timeout, 2, function()
      local function f36()
        say("w3.f32.f36 37")
        q:put(38)
        say("w3.f32.f36 39 put 38")
        return "f36"
      end
      do local ok, e = pcall(function() say("w3.f32 35 got " .. table.concat({ gather { spawn("f36", f36) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f32 35 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w3.f32 41")
    end)
      if is(e, Timeout) then say("w3.f32 34 timeout") elseif not ok then error(e, 0) end end
    return "f32"
  end
  local function f42()
    say("w3.f42 43")
    local function f45()
      say("w3.f42.f45 46")
      if not q:full() then q:put_nowait(47) end
      sleep(2)
      say("w3.f42.f45 49")
      return "f45"
    end
    do local ok, e = pcall(function() say("w3.f42 44 got " .. table.concat({ gather { spawn("f45", f45) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f42 44 err " .. kind(e)) else error(e, 0) end end end
    return "f42"
  end
  local function f50()
    say("w3.f50 51")
    sleep(1)
    say("w3.f50 53")
    say("w3.f50 barrier " .. br:wait())
    say("w3.f50 56")
    return "f50"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f32", f32)
    tg:spawn("f42", f42)
    tg:spawn("f50", f50)
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 2, function()
        sleep(0)
        say("w3 60")
      end)
        if is(e, Timeout) then say("w3 58 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w3 57 cancelled cleanup")
        sleep(0)
        say("w3 57 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w3 31 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 61 end")
end
local function w4()
  ev:set()
  do local _ <close> = defer(function()
    sleep(1)
    say("w4 63 finally")
  end)
    do local ok, e = pcall(timeout, 2, function()
      sleep(0)
      say("w4 66")
    end)
      if is(e, Timeout) then say("w4 64 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      ev:wait()
      say("w4 69 ev")
    end)
      if is(e, Cancelled) then say("w4 67 cancelled cleanup")
        sleep(1)
        say("w4 67 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  do local _ <close> = lk:hold()
    say("w4 71 in")
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  say("w4 73 end")
end
local function w5()
  say("w5 barrier " .. br:wait())
  local function f76()
    say("w5.f76 77")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(timeout, 1, function()
        if T.w1 then say("w5.f76 cancels w1 " .. yn(T.w1:cancel())) end
        if not q:empty() then say("w5.f76 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w5.f76 79 timeout") elseif not ok then error(e, 0) end end
      sleep(0)
      say("w5.f76 83")
    end)
      if is(e, Timeout) then say("w5.f76 78 timeout") elseif not ok then error(e, 0) end end
    sleep(5)
    say("w5.f76 85")
    if not q:empty() then say("w5.f76 took " .. q:get_nowait()) end
    error("E87", 0)
  end
  do local ok, e = pcall(function() say("w5 75 got " .. table.concat({ gather { spawn("f76", f76) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 75 err " .. kind(e)) else error(e, 0) end end end
  say("w5 88 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
ev:set()
if not q:empty() then q:get_nowait() end
sleep(1)
sleep(30)
say('main ends')
