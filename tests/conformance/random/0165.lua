-- random program 165
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
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = defer(function()
        say("w1.f2 5 finally")
      end)
        sleep(0)
        say("w1.f2 7")
      end
      do local ok, e = pcall(timeout, 1, function()
        if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
        say("w1.f2 11")
        if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f2 8 timeout") elseif not ok then error(e, 0) end end
      local function f14()
        say("w1.f2.f14 15")
        ev:set()
        sleep(3)
        say("w1.f2.f14 18")
        if T.w3 then say("w1.f2.f14 cancels w3 " .. yn(T.w3:cancel())) end
        return "f14"
      end
      local function f20()
        say("w1.f2.f20 21")
        sleep(5)
        say("w1.f2.f20 23")
        ev:clear()
        sleep(1)
        say("w1.f2.f20 26")
        return "f20"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f14", f14)
        tg:spawn("f20", f20)
        sleep(2)
        say("w1.f2 28")
      end)
        if is(e, ErrorGroup) then say("w1.f2 13 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1.f2 4 timeout") elseif not ok then error(e, 0) end end
    error("E29", 0)
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(30) end
  say("w1 31 end")
end
local function w2()
  ev:set()
  local function f34()
    say("w2.f34 35")
    do local _ <close> = lk:hold()
      say("w2.f34 37 in")
      say("w2.f34 got " .. q:get())
    end
    ev:wait()
    say("w2.f34 40 ev")
    sleep(5)
    say("w2.f34 42")
    error("E43", 0)
  end
  do local ok, e = pcall(function() say("w2 33 " .. wait_for(1, spawn("f34", f34))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 33 err " .. kind(e)) else error(e, 0) end end end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w2 46 end")
end
local function w3()
  say("w3 got " .. q:get())
  say("w3 barrier " .. br:wait())
  say("w3 49 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
