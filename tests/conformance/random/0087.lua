-- random program 87
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
    local function f4()
      say("w1.f4 5")
      ev:set()
      do local _ <close> = sm:hold()
        say("w1.f4 8 in")
        ev:clear()
      end
      return "f4"
    end
    local function f10()
      say("w1.f10 11")
      local function f13()
        say("w1.f10.f13 14")
        sleep(1)
        say("w1.f10.f13 16")
        ev:clear()
        sleep(5)
        say("w1.f10.f13 19")
        return "f13"
      end
      local function f20()
        say("w1.f10.f20 21")
        say("w1.f10.f20 23")
        ev:clear()
        return "f20"
      end
      local function f25()
        say("w1.f10.f25 26")
        if not q:empty() then say("w1.f10.f25 took " .. q:get_nowait()) end
        q:put(28)
        say("w1.f10.f25 29 put 28")
        if T.w2 then say("w1.f10.f25 cancels w2 " .. yn(T.w2:cancel())) end
        return "f25"
      end
      do local ok, e = pcall(function() say("w1.f10 12 got " .. table.concat({ gather { spawn("f13", f13), spawn("f20", f20), spawn("f25", f25) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f10 12 err " .. kind(e)) else error(e, 0) end end end
      return "f10"
    end
    local function f31()
      say("w1.f31 32")
      do local _ <close> = defer(function()
        say("w1.f31 33 finally")
      end)
        ev:wait()
        say("w1.f31 35 ev")
        say("w1.f31 37")
        ev:wait()
        say("w1.f31 39 ev")
      end
      sleep(1)
      say("w1.f31 41")
      q:put(42)
      say("w1.f31 43 put 42")
      return "f31"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f4", f4)
      tg:spawn("f10", f10)
      tg:spawn("f31", f31)
    end)
      if is(e, ErrorGroup) then say("w1 3 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:clear()
    if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  end
  say("w1 47")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 50")
  say("w1 51 end")
end
local function w2()
  local function f53()
    say("w2.f53 54")
    do local ok, e = pcall(timeout, 1, function()
      local function f57()
        say("w2.f53.f57 58")
        sleep(2)
        say("w2.f53.f57 60")
        ev:wait()
        say("w2.f53.f57 62 ev")
        return "f57"
      end
      do local ok, e = pcall(function() say("w2.f53 56 " .. wait_for(1, spawn("f57", f57))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f53 56 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w2.f53 55 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f53 63 ok") elseif type(e) == "string" then say("w2.f53 63 err " .. kind(e)) else error(e, 0) end end
    say("w2.f53 got " .. q:get())
    error("E65", 0)
  end
  do local ok, e = pcall(function() say("w2 52 got " .. table.concat({ gather { spawn("f53", f53) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 52 err " .. kind(e)) else error(e, 0) end end end
  q:put(66)
  say("w2 67 put 66")
  sleep(0)
  say("w2 69")
  say("w2 71")
  say("w2 72 end")
end
local function w3()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 73 ok") elseif type(e) == "string" then say("w3 73 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 77 end")
end
local function w4()
  local function f79()
    say("w4.f79 80")
    say("w4.f79 size " .. q:size())
    do local _ <close> = lk:hold()
      say("w4.f79 83 in")
      if not q:empty() then say("w4.f79 took " .. q:get_nowait()) end
    end
    say("w4.f79 got " .. q:get())
    error("E86", 0)
  end
  for _, x in ipairs(gather({ spawn("f79", f79) }, { return_errors = true })) do
    say("w4 78 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(5)
  say("w4 89")
  say("w4 91")
  say("w4 93")
  say("w4 94 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(2)
if not q:empty() then q:get_nowait() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
